"""Help desks, outwards: answers and notes in their own conversations; what comes back is read by
`segue.channels.support`. A sender is who writes there; its settings say where the desk is."""
