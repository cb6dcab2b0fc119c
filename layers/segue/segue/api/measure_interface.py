"""The routes about measures and experiments. Apart from the others: what computes them is loaded by nobody else."""

from segue.api import experiments, measured, measures
from segue.api.roles import MARKETING
from segue.api.routes import Route

MEASURES: tuple[Route, ...] = (
    Route("GET", "/v1/measures", measures.list_measures, MARKETING),
    Route("POST", "/v1/measures/runs", measures.start_measure_run, MARKETING, status=202),
    Route("GET", "/v1/measures/runs/<job>", measures.read_measure_run, MARKETING),
    Route("GET", "/v1/measures/<measure>", measured.read_measure, MARKETING, query=measured.MeasurePart),
    Route("GET", "/v1/measures/<measure>/people", measured.list_measure_people, MARKETING, query=measured.BehindPart),
    Route("GET", "/v1/experiments", experiments.list_experiments, MARKETING),
    Route("POST", "/v1/experiments/power", experiments.plan_experiment, MARKETING, kept=False),
    Route("GET", "/v1/experiments/<experiment>", experiments.read_experiment, MARKETING),
)
