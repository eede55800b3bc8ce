namespace ContactCenter.Recordings;

/// <summary>Why a recording did not end as it should; they stand in the log.</summary>
internal static class RecordingCodes
{
    /// <summary>It could not be written any more, such as on a full disk.</summary>
    public const string NotWritten = "not-written";

    /// <summary>It was longer than <see cref="RecordingFormat.MaxLength"/>.</summary>
    public const string TooLong = "too-long";

    /// <summary>Its file was gone at a start.</summary>
    public const string Missing = "missing";

    /// <summary>Its file was found altered at a start, in the midst of it: more than what a crash leaves.</summary>
    public const string Altered = "altered";
}
