namespace ContactCenter.Audit;

/// <summary>Stored bytes are not what the log's format says: damaged, altered, or written by something else.</summary>
public sealed class LogFormatException : Exception
{
    /// <summary>Says that bytes are not of the format.</summary>
    public LogFormatException()
        : this("The bytes are not of the log's format.")
    {
    }

    /// <summary>Says what is wrong with the bytes.</summary>
    public LogFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the bytes, with what caused it.</summary>
    public LogFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC1003";
}
