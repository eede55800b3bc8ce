namespace ContactCenter.Sqlite;

/// <summary>The master key is missing, unreadable, or not the one the data was written under. Trying again does not help; the message says what does.</summary>
public sealed class MasterKeyException : Exception
{
    /// <summary>Says that the master key does not fit.</summary>
    public MasterKeyException()
        : this("The master key does not fit the data.")
    {
    }

    /// <summary>Says what is wrong with the master key and what to do.</summary>
    public MasterKeyException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the master key and what to do, with what caused it.</summary>
    public MasterKeyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC1011";
}
