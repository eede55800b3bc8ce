namespace ContactCenter.Sip.Registrations;

/// <summary>What a registrar is told.</summary>
public sealed record SipRegistrarOptions
{
    /// <value>The domain whose users register: the realm of digest, such as <c>pbx.example.com</c>.</value>
    public required string Domain { get; init; }

    /// <value>The shortest time a phone may register for; 60 s by default, 10 s to 1 hour. A shorter one is refused with 423.</value>
    public TimeSpan MinExpires { get; init => field = InRange(value, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), nameof(MinExpires)); } = TimeSpan.FromSeconds(60);

    /// <value>The longest; what asks for more, or does not say, gets this; 1 hour by default, 1 minute to 1 day.</value>
    public TimeSpan MaxExpires { get; init => field = InRange(value, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), nameof(MaxExpires)); } = TimeSpan.FromHours(1);

    /// <value>Phones of one user at once; 5 by default, 1 to 100.</value>
    public int MaxBindings { get; init => field = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxBindings is {value}; set it to 1 to 100."); } = 5;

    private static TimeSpan InRange(TimeSpan value, TimeSpan least, TimeSpan most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; set it to {least} up to {most}.");
}
