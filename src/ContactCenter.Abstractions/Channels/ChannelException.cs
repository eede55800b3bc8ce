namespace ContactCenter.Channels;

/// <summary>A provider or a line could not be reached, or answered what it should not.</summary>
public sealed class ChannelException : Exception
{
    /// <summary>Says that something went wrong.</summary>
    public ChannelException()
    {
    }

    /// <summary>Says what went wrong.</summary>
    public ChannelException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong, with its cause.</summary>
    public ChannelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC2001";

    /// <summary>Whether trying again may help.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the other side asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
