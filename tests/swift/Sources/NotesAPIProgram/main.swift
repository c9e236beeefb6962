// Calls the notes of a server.
import NotesAPI

print("null")
