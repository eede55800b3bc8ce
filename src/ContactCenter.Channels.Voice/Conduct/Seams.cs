using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What is said and played. Thread-safe.</summary>
internal interface IPrompts
{
    /// <summary>What says a text.</summary>
    ValueTask<IReadOnlyList<Clip>> OfAsync(string text, SpokenPlan plan, CancellationToken cancellationToken);

    /// <summary>Music by its name; null where there is none.</summary>
    ValueTask<Clip?> MusicAsync(string name, CancellationToken cancellationToken);
}

/// <summary>The mix of one call.</summary>
internal interface IStage : IAsyncDisposable
{
    /// <summary>Somebody takes part.</summary>
    IPlace Enter(PlaceKind kind);

    /// <summary>In hertz.</summary>
    int SampleRate { get; }

    /// <summary>What keeps the sound; null for nothing.</summary>
    ICallRecording? Recording { get; set; }
}

/// <summary>Somebody's place in the mix of a call. Disposing leaves it.</summary>
internal interface IPlace : IDisposable
{
    /// <summary>What is given to the stack.</summary>
    ICallSound Sound { get; }

    /// <summary>Whether nobody hears this one.</summary>
    bool IsMuted { get; set; }

    /// <summary>Whether this one neither hears the others nor is heard; what is played is heard still.</summary>
    bool IsHeld { get; set; }

    /// <summary>As what a supervisor takes part.</summary>
    CallPart Part { get; set; }

    /// <summary>Plays once, to this one alone.</summary>
    /// <returns>False when it was stopped.</returns>
    Task<bool> PlayAsync(IReadOnlyList<Clip> clips);

    /// <summary>Plays a beep once, to this one alone.</summary>
    /// <returns>False when it was stopped.</returns>
    Task<bool> BeepAsync();

    /// <summary>What this one hears while nothing is played once; null for nothing.</summary>
    void Loop(Clip? music);

    /// <summary>The same with a tone.</summary>
    void Tone(PlaceTone tone);

    /// <summary>Stops what is played once; what is looped goes on.</summary>
    void Stop();
}

/// <summary>Who takes a place.</summary>
internal enum PlaceKind
{
    /// <summary>The customer.</summary>
    Caller,

    /// <summary>An agent.</summary>
    Staff,

    /// <summary>A supervisor, heard as <see cref="IPlace.Part"/> says.</summary>
    Supervisor,

    /// <summary>Somebody else outside.</summary>
    Guest,
}

/// <summary>A tone of ITU-T E.180.</summary>
internal enum PlaceTone
{
    /// <summary>It rings there.</summary>
    Ringback,

    /// <summary>It is busy there.</summary>
    Busy,

    /// <summary>A short sign that the line stands, every few seconds.</summary>
    Ready,
}
