"""The parts of a snapshot, each gathered from the records it is about; `whole` puts them together."""
