namespace ContactCenter.Channels.Voice;

/// <summary>The trunks of the center: how they are and how many lines they have. Thread-safe.</summary>
public interface IVoiceTrunks
{
    /// <summary>A trunk has come up, gone down, or has other lines. Called on any thread; return at once.</summary>
    event Action<VoiceTrunkStatus>? Changed;

    /// <summary>The guard against toll fraud has stopped a call; at most once a minute for each bound. Called on any thread; return at once.</summary>
    event Action<VoiceAlarm>? Alarmed;

    /// <summary>All trunks, by name.</summary>
    IReadOnlyList<VoiceTrunkStatus> List();

    /// <summary>
    /// Gives a trunk other lines at once. Calls that are up stay, also where there are more of them than that; calls that wait for a line get one. It holds until the
    /// value in the configuration is changed, or the program ends.
    /// </summary>
    /// <param name="trunk">Its name.</param>
    /// <param name="lines">0 to 10000.</param>
    /// <returns>False when there is no such trunk.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    bool SetLines(string trunk, int lines);
}

/// <summary>How a trunk is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="Lines">Calls at once.</param>
/// <param name="InUse">Calls that are up or under way, both directions.</param>
/// <param name="Waiting">Calls that wait for a line.</param>
/// <param name="Detail">What it last answered, such as <c>200 OK</c> or <c>401 Unauthorized</c>; empty before it did.</param>
public sealed record VoiceTrunkStatus(string Name, VoiceTrunkState State, int Lines, int InUse, int Waiting, string Detail);

/// <summary>Whether a trunk can be used.</summary>
public enum VoiceTrunkState
{
    /// <summary>It has not been asked, or not answered yet; calls are tried.</summary>
    Unknown,

    /// <summary>It answers, and has registered us where we register.</summary>
    Up,

    /// <summary>It does not answer, or does not register us; no call goes out by it.</summary>
    Down,
}

/// <summary>The guard against toll fraud has stopped a call.</summary>
/// <param name="Kind">Which bound.</param>
/// <param name="At">When.</param>
/// <param name="SpentToday">What the calls of the day have cost.</param>
public sealed record VoiceAlarm(VoiceAlarmKind Kind, DateTimeOffset At, decimal SpentToday);

/// <summary>Which bound of the guard against toll fraud.</summary>
public enum VoiceAlarmKind
{
    /// <summary><see cref="VoiceGuardOptions.AllowedPrefixes"/>.</summary>
    Prefix,

    /// <summary><see cref="VoiceGuardOptions.MaxCallsPerMinute"/>.</summary>
    Rate,

    /// <summary><see cref="VoiceGuardOptions.MaxCostPerDay"/>.</summary>
    Cost,
}
