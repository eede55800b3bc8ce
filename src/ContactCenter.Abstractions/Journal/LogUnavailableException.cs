namespace ContactCenter.Journal;

/// <summary>
/// The log cannot take entries: its disk is full, a sync failed, its database is away. The log stays so until it is opened
/// again. Whether the entries of this append were written is not known; after reopening, append them again under the same ids.
/// </summary>
public sealed class LogUnavailableException : Exception
{
    /// <summary>Says that the log cannot take entries.</summary>
    public LogUnavailableException()
        : this("The log is unavailable.")
    {
    }

    /// <summary>Says why the log cannot take entries.</summary>
    public LogUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why the log cannot take entries, with what caused it.</summary>
    public LogUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC1001";
}
