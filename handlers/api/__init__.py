"""The hand-written side of the generated server: a file a contract tag, over the services of the other rooms."""
