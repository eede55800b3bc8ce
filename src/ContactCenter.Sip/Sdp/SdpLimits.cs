namespace ContactCenter.Sip.Sdp;

/// <summary>How much of a stranger's description is read.</summary>
/// <remarks>Immutable; safe to share. The defaults hold a browser's description of audio and video several times over.</remarks>
public sealed record SdpLimits
{
    /// <summary>The defaults.</summary>
    public static SdpLimits Default { get; } = new();

    /// <value>Octets in all; 65,536 by default, 64 to 1,048,576.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxBytes { get; init => field = (int)SdpText.InRange(value, nameof(MaxBytes), 64, 1_048_576); } = 65_536;

    /// <value>Octets of a line; 4,096 by default, 64 to 65,536.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxLineBytes { get; init => field = (int)SdpText.InRange(value, nameof(MaxLineBytes), 64, 65_536); } = 4_096;

    /// <value>M-lines; 32 by default, 1 to 256.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxMedia { get; init => field = (int)SdpText.InRange(value, nameof(MaxMedia), 1, 256); } = 32;

    /// <value>Formats of an m-line; 128 by default, 1 to 1,024.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxFormats { get; init => field = (int)SdpText.InRange(value, nameof(MaxFormats), 1, 1_024); } = 128;

    /// <value>Attributes of the session, and of each m-line; 512 by default, 1 to 10,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxAttributes { get; init => field = (int)SdpText.InRange(value, nameof(MaxAttributes), 1, 10_000); } = 512;
}

/// <summary>Why a description could not be read.</summary>
/// <param name="Line">Counted from 1; 0 when it is about the whole.</param>
/// <param name="Reason">In words, without what may be secret.</param>
public readonly record struct SdpFault(int Line, string Reason)
{
    /// <summary>The line and the reason.</summary>
    public override string ToString() => Line == 0 ? Reason ?? "" : $"line {Line}: {Reason}";
}
