namespace ContactCenter.Channels;

/// <summary>Where somebody can be reached. Personal data: it stands in the log only sealed.</summary>
/// <param name="Kind">What kind of address.</param>
/// <param name="Value">The address in its canonical form, 1 to 320 characters.</param>
public sealed record Address(AddressKind Kind, string Value)
{
    /// <summary>A telephone number in E.164.</summary>
    public static Address Phone(string e164) => new(AddressKind.Phone, e164);

    /// <summary>The kind alone, never the value: addresses must not reach a log message by accident.</summary>
    public override string ToString() => $"{Kind}:***";
}
