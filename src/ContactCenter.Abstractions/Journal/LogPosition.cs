using System.Globalization;

namespace ContactCenter.Journal;

/// <summary>A place in one log: 0 for the first entry, without gaps. Compares only within that log.</summary>
/// <param name="Value">0 or more.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(LogPositionJsonConverter))]
public readonly record struct LogPosition(long Value) : IComparable<LogPosition>
{
    /// <summary>Where a log begins; as a checkpoint: nothing has been read yet.</summary>
    public static LogPosition Start => default;

    /// <summary>The position after this one.</summary>
    public LogPosition Next => new(Value + 1);

    /// <inheritdoc />
    public int CompareTo(LogPosition other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(LogPosition left, LogPosition right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes later.</summary>
    public static bool operator >(LogPosition left, LogPosition right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> comes first or both are the same.</summary>
    public static bool operator <=(LogPosition left, LogPosition right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> comes later or both are the same.</summary>
    public static bool operator >=(LogPosition left, LogPosition right) => left.Value >= right.Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
