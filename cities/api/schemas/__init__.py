"""What goes in and out of the API, as types: the OpenAPI description is made from these."""
