namespace ContactCenter.Tenants;

/// <summary>A part of a tenant failed in a way that only a new start from the log mends.</summary>
internal sealed class JournalFailedException(string message, Exception? inner) : Exception(message, inner);
