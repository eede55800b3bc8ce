namespace ContactCenter.Channels;

/// <summary>What became of an attempt to send.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider has taken it.</summary>
    /// <param name="ProviderId">The provider's id of the message.</param>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>The provider has certainly not taken it.</summary>
    /// <param name="Code">A stable code, such as <c>twilio-21610</c>.</param>
    /// <param name="IsTransient">Whether trying again may help.</param>
    /// <param name="RetryAfter">How long the provider asks to wait.</param>
    public sealed record Refused(string Code, bool IsTransient, TimeSpan? RetryAfter = null) : SendOutcome;

    /// <summary>Nobody knows: the connection broke after the request may have arrived. Not to be repeated before <see cref="IReconcile"/> has looked.</summary>
    /// <param name="Code">A stable code of what happened.</param>
    public sealed record Unknown(string Code) : SendOutcome;
}
