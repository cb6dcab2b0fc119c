"""What strangers try, one kind a file, each through the door that it would come by."""
