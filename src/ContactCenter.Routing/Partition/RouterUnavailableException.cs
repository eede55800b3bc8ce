namespace ContactCenter.Routing;

/// <summary>
/// The partition has failed and answers no more. Whether the command was carried out is not known: ask again under the same id
/// when the partition has been rebuilt from its journal; it is carried out once.
/// </summary>
public sealed class RouterUnavailableException : Exception
{
    /// <summary>Says that the partition answers no more.</summary>
    public RouterUnavailableException()
        : this("The router partition is unavailable.")
    {
    }

    /// <summary>Says why the partition answers no more.</summary>
    public RouterUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why the partition answers no more, with what caused it.</summary>
    public RouterUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC1450";
}
