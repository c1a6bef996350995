"""Counterparts of the publisher, each on this machine: receivers, hubs, subscribers, SFTP servers."""
