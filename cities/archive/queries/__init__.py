"""What an instance is made of, read off its models: nothing here knows what they are about."""
