"""Nobody may ask a model unless one is named."""

from segue_tools.templates import functions, resources, template
from tests.template.test_template import listed, statements

OFF = {"Fn::Not": [{"Fn::Equals": [{"Ref": "SummaryModel"}, ""]}]}


def test_the_right_to_ask_a_model_hangs_on_a_model_that_is_named():
    asking = {name for name, one in resources("AWS::IAM::Policy").items() if "bedrock" in str(one)}
    assert asking == {"SummaryPolicy"}
    assert template()["Resources"]["SummaryPolicy"]["Condition"] == "HasSummaries"
    assert template()["Conditions"]["HasSummaries"] == OFF
    assert template()["Parameters"]["SummaryModel"]["Default"] == ""


def test_no_function_has_it_by_itself_and_the_desk_alone_by_the_policy():
    assert not [name for name, one in statements() if any("bedrock" in action for action in listed(one["Action"]))]
    assert template()["Resources"]["SummaryPolicy"]["Properties"]["Roles"] == [
        {"Ref": "ConversationsRole"},
        {"Ref": "ConsoleRole"},
    ]
    named = [name for name, one in functions().items() if "SummaryModel" in str(one)]
    assert named == ["Conversations", "Console"]
