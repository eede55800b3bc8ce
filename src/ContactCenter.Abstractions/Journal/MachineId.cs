namespace ContactCenter.Journal;

/// <summary>
/// The stream of one machine: <c>kind/key</c>, such as <c>interaction/0198…</c> or <c>router/main</c>.
/// A machine is the only writer of its stream; its version is the number of entries in it.
/// </summary>
/// <param name="Kind">What kind of machine; a key by <see cref="KeyRules"/>.</param>
/// <param name="Key">Which one; a key by <see cref="KeyRules"/>.</param>
public readonly record struct MachineId(string Kind, string Key)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not <c>kind/key</c>.</exception>
    public static MachineId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && KeyRules.IsValid(text[..slash]) && KeyRules.IsValid(text[(slash + 1)..])
            ? new MachineId(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is no machine id; it is kind/key.");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Kind}/{Key}";
}
