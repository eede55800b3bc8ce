namespace ContactCenter.Sip.Messages;

/// <summary>What a message from outside may need at most. Beyond it there is a fault, and never more memory.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SipLimits
{
    /// <summary>The defaults of each value.</summary>
    public static SipLimits Default { get; } = new();

    /// <value>Bytes of a whole message; 65,535 by default, what UDP carries at most; 1,024 to 16 MiB. Beyond: 513.</value>
    public int MessageBytes { get; init => field = InRange(value, 1_024, 16 << 20, nameof(MessageBytes)); } = 65_535;

    /// <value>Bytes of the start line and all headers; 32,768 by default, 512 to 1 MiB. Beyond: 513.</value>
    public int HeadBytes { get; init => field = InRange(value, 512, 1 << 20, nameof(HeadBytes)); } = 32_768;

    /// <value>Bytes of one header's value, folds included; 8,192 by default, 256 to 65,536. Beyond: 513.</value>
    public int HeaderBytes { get; init => field = InRange(value, 256, 65_536, nameof(HeaderBytes)); } = 8_192;

    /// <value>Header lines; 256 by default, 16 to 4,096. Beyond: 513.</value>
    public int HeaderLines { get; init => field = InRange(value, 16, 4_096, nameof(HeaderLines)); } = 256;

    /// <value>Values of one header that is a list, all its lines together, such as Vias; 128 by default, 8 to 4,096. Beyond: 513.</value>
    public int ListValues { get; init => field = InRange(value, 8, 4_096, nameof(ListValues)); } = 128;

    /// <value>Bytes of a URI; 2,048 by default, 64 to <see cref="SipUri.MaxLength"/>. Beyond: 414 for the Request-URI, 400 elsewhere.</value>
    public int UriBytes { get; init => field = InRange(value, 64, SipUri.MaxLength, nameof(UriBytes)); } = 2_048;

    /// <value>Parameters of one value; 64 by default, 8 to 1,024. Beyond: 400.</value>
    public int Parameters { get; init => field = InRange(value, 8, 1_024, nameof(Parameters)); } = 64;

    /// <value>Bytes of the body; 65,535 by default, 0 to 16 MiB. Beyond: 413.</value>
    public int BodyBytes { get; init => field = InRange(value, 0, 16 << 20, nameof(BodyBytes)); } = 65_535;

    /// <value>Parts of a multipart body; 16 by default, 1 to 256. Beyond, the body cannot be read.</value>
    public int MultipartParts { get; init => field = InRange(value, 1, 256, nameof(MultipartParts)); } = 16;

    private static int InRange(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; set it to {least} to {most}.");
}
