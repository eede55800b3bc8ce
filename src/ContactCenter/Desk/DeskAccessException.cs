namespace ContactCenter.Desk;

/// <summary>A person asked for what the role or the tenant does not allow. Says nothing about whether the thing exists.</summary>
public sealed class DeskAccessException : Exception
{
    /// <summary>Says that access was refused.</summary>
    public DeskAccessException()
        : this("You are not allowed to do this here.")
    {
    }

    /// <summary>Says what was refused.</summary>
    public DeskAccessException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was refused, with its cause.</summary>
    public DeskAccessException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; init; } = "CC1201";
}
