"""Bytes of a received file to text."""
