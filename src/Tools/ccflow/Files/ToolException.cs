namespace ContactCenter.Tools.Flow.Files;

/// <summary>What was asked for cannot be done; the message says why and what to do.</summary>
internal sealed class ToolException(string message) : Exception(message);
