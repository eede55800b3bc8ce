using System.Runtime.CompilerServices;
using System.Text;

namespace ContactCenter.Scripting;

/// <summary>The time zone of a run: wall clocks to instants and back, with hours that are skipped and hours there are twice. Immutable.</summary>
internal sealed class RunZone
{
    /// <summary>How many bytes <see cref="Put"/> needs room for.</summary>
    public const int MostBytes = 1 + MostCharacters;

    private const int MostCharacters = 64;

    private static readonly long MostTicks = DateTime.MaxValue.Ticks - (3 * TimeSpan.TicksPerDay);
    private readonly TimeZoneInfo _zone;
    private readonly byte[] _encoded = new byte[MostBytes];

    /// <exception cref="ArgumentException">There is no such time zone.</exception>
    public RunZone(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        // Names are paths of the time-zone database on some systems; a point would lead out of it.
        _zone = name is "UTC"
            ? TimeZoneInfo.Utc
            : name.Length <= MostCharacters && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
                && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                    ? zone
                    : throw new ArgumentException($"There is no time zone '{name}'; give a name such as Europe/Rome.", nameof(name));
        _encoded[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, _encoded.AsSpan(1));
    }

    public string Name { get; }

    public TimeZoneInfo Info => _zone;

    /// <summary>Puts the name: its length and its characters.</summary>
    /// <returns>The place behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Put(Span<byte> to, int at)
    {
        _encoded.AsSpan(0, MostBytes).CopyTo(to[at..]); // as many for every name, which is no call; the zeros behind it are written over
        return at + 1 + Name.Length;
    }

    /// <summary>What a clock on the wall shows.</summary>
    public DateTime Wall(long ticks) => TimeZoneInfo.ConvertTimeFromUtc(new DateTime(Math.Min(ticks, MostTicks), DateTimeKind.Utc), _zone);

    /// <summary>The first instant, not before another, at which a clock shows a time. A time the clocks skip is the instant they jump at.</summary>
    /// <param name="wall">What the clock shows.</param>
    /// <param name="notBefore">The other instant, in ticks; a time there is twice is the second one where that lies between.</param>
    public long Instant(DateTime wall, long notBefore = long.MinValue)
    {
        wall = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(wall))
        {
            return Jump(wall);
        }

        if (!_zone.IsAmbiguousTime(wall))
        {
            return wall.Ticks - _zone.GetUtcOffset(wall).Ticks;
        }

        // The larger offset comes first: in summer time the same hour lies earlier.
        var offsets = _zone.GetAmbiguousTimeOffsets(wall);
        var first = wall.Ticks - offsets.Max().Ticks;
        return first >= notBefore ? first : wall.Ticks - offsets.Min().Ticks;
    }

    /// <summary>An instant, or the next one at which a window of the day is open.</summary>
    /// <param name="ticks">The instant.</param>
    /// <param name="from">The minute of the day it opens at.</param>
    /// <param name="to">The minute of the day it closes at; of the next day when it is not behind <paramref name="from"/>.</param>
    public long Within(long ticks, int from, int to)
    {
        if (from < 0 || from == to || ticks >= MostTicks)
        {
            return ticks;
        }

        var wall = Wall(ticks);
        var time = wall.TimeOfDay.Ticks;
        var (opens, closes) = (from * TimeSpan.TicksPerMinute, to * TimeSpan.TicksPerMinute);
        if (opens < closes ? time >= opens && time < closes : time >= opens || time < closes)
        {
            return ticks;
        }

        return Instant(wall.Date.AddDays(time >= opens ? 1 : 0).AddTicks(opens), ticks);
    }

    /// <summary>The instant the clocks jump over a time.</summary>
    private long Jump(DateTime wall)
    {
        var (low, high) = (wall.AddDays(-2).Ticks, wall.AddDays(2).Ticks);
        var before = _zone.GetUtcOffset(new DateTime(low, DateTimeKind.Utc));
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (_zone.GetUtcOffset(new DateTime(middle, DateTimeKind.Utc)) == before)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }
}
