namespace ContactCenter.Administration;

/// <summary>What is wrong with a configuration, or with a change of it.</summary>
/// <param name="Key">Where, as in the host's configuration, such as <c>Tenants:acme:Queues:faults:MaxWaiting</c>.</param>
/// <param name="Rule">Which rule it breaks, stable, such as <c>range</c>: for those who say it in another language.</param>
/// <param name="Values">
/// What <paramref name="Message"/> speaks of, in its order: the value first, then what is allowed. Of a script that is not right (<c>script-fault</c>,
/// <c>script-contracts</c>), or a template (<c>template-fault</c>): line, code, sentence and column, then what the code's sentence speaks of. Of a template a script sends
/// (<c>template-sent</c>): the script, then rule and values of what would be wrong with it.
/// </param>
/// <param name="Message">One sentence in English: key, value, remedy.</param>
public sealed record ConfigurationFault(string Key, string Rule, IReadOnlyList<string> Values, string Message)
{
    /// <summary>The last part of the key: the field.</summary>
    public string Field => Key[(Key.LastIndexOf(':') + 1)..];

    /// <summary>Whether both say the same of the same place.</summary>
    public bool Equals(ConfigurationFault? other) => other is not null && Key == other.Key && Message == other.Message;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, Message);
}
