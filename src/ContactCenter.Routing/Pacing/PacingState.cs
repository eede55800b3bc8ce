namespace ContactCenter.Routing;

/// <summary>What a campaign has going on and has learned. O(1) per event, integers alone. Times are Unix milliseconds, 0 or later. Not thread-safe.</summary>
/// <remarks>A call's way: dialled, then not answered, or answered by a person and then connected, abandoned or hung up by that person within the limit.</remarks>
internal sealed class PacingState
{
    // Each outcome counts a thirty-second; shares are in millionths, so that small changes are not lost to rounding.
    private const int Weight = 32;
    private const int Whole = 1_000_000;
    private const long LongestHandling = 24L * 60 * 60 * 1000;

    private PacingPeriod _period;
    private int? _connect;
    private long _handling;
    private long _handled;

    public PacingState(PacingSnapshot? snapshot = null)
    {
        if (snapshot is not null)
        {
            (Ringing, Waiting, _period, _connect) = (snapshot.Ringing, snapshot.Waiting, snapshot.Period, snapshot.ConnectPpm);
            (_handling, _handled, Answered, Abandoned, NotAnswered) = (snapshot.HandlingMs, snapshot.Handled, snapshot.Answered, snapshot.Abandoned, snapshot.NotAnswered);
            Unknown = snapshot.Unknown;
        }
    }

    /// <summary>Lines that ring.</summary>
    public int Ringing { get; private set; }

    /// <summary>Calls a person answered that have neither an agent nor ended.</summary>
    public int Waiting { get; private set; }

    /// <summary>Calls answered by a person, in all.</summary>
    public long Answered { get; private set; }

    /// <summary>Calls abandoned, in all.</summary>
    public long Abandoned { get; private set; }

    /// <summary>Lines nobody answered, machines and busy ones included, in all.</summary>
    public long NotAnswered { get; private set; }

    /// <summary>Lines of which nothing was heard, in all.</summary>
    public long Unknown { get; private set; }

    /// <summary>The handling time learned; 0 until a call was handled.</summary>
    public long HandlingMs => _handling;

    /// <summary>The window a moment lies in.</summary>
    public PacingPeriod PeriodAt(CampaignSettings settings, long now) => _period.At(settings, now);

    /// <summary>How many of a million dialled are answered by a person, as learned or else assumed.</summary>
    public int ConnectPpm(CampaignSettings settings) => _connect ?? settings.AssumedConnectPermille * (Whole / 1_000);

    /// <summary>Lines were dialled. Each ends by itself after <see cref="CampaignSettings.RingTime"/>: the caller gives it up then.</summary>
    public void Dialled(CampaignSettings settings, int lines, long at)
    {
        _period = _period.At(settings, at);
        Ringing += lines;
    }

    /// <summary>A person answered.</summary>
    public void AnsweredLive(CampaignSettings settings, long at)
    {
        _period = _period.At(settings, at);
        _period = at >= _period.From ? _period with { Answered = _period.Answered + 1 } : _period;
        Ringing = Math.Max(0, Ringing - 1);
        Waiting++;
        Answered++;
        Learn(settings, Whole);
    }

    /// <summary>A person answered a line that an agent holds already, as in preview: it neither rang nor waits for an agent of the campaign.</summary>
    public void AnsweredToAgent(CampaignSettings settings, long at)
    {
        Ringing++;
        AnsweredLive(settings, at);
        Connected();
    }

    /// <summary>Nobody answered a line that an agent holds.</summary>
    public void NoAnswerToAgent(CampaignSettings settings)
    {
        Ringing++;
        NoAnswer(settings);
    }

    /// <summary>A line whose agent has gone is answered.</summary>
    public void AnsweredAlone(CampaignSettings settings, long at)
    {
        Ringing++;
        AnsweredLive(settings, at);
    }

    /// <summary>Nothing was heard of a line: of what is answered nothing is learned, and there is less room to dial.</summary>
    public void Lost(CampaignSettings settings, bool rang, long at)
    {
        _period = _period.At(settings, at);
        _period = _period with { Unknown = _period.Unknown + 1 };
        Ringing = Math.Max(0, Ringing - (rang ? 1 : 0));
        Unknown++;
    }

    /// <summary>Whether one more call answered at this time may be abandoned under the cap.</summary>
    /// <remarks>Of a window that is over nothing is known any more: no.</remarks>
    public bool HasRoomFor(CampaignSettings settings, long answeredAt) => answeredAt >= _period.From && _period.RoomUnder(settings.AbandonedCapPermille) > 0;

    /// <summary>Nobody answered, or no person.</summary>
    public void NoAnswer(CampaignSettings settings)
    {
        Ringing = Math.Max(0, Ringing - 1);
        NotAnswered++;
        Learn(settings, 0);
    }

    /// <summary>An agent took the call that was answered.</summary>
    public void Connected() => Waiting = Math.Max(0, Waiting - 1);

    /// <summary>The person hung up within the limit, before an agent was there.</summary>
    public void HungUp() => Waiting = Math.Max(0, Waiting - 1);

    /// <summary>No agent was there within the limit.</summary>
    /// <param name="answeredAt">When the person answered: the call is abandoned in the window it was answered in.</param>
    public void AbandonedLive(long answeredAt)
    {
        _period = answeredAt >= _period.From ? _period with { Abandoned = _period.Abandoned + 1 } : _period;
        Waiting = Math.Max(0, Waiting - 1);
        Abandoned++;
    }

    /// <summary>An agent is done with a call, wrap-up included.</summary>
    public void Handled(long milliseconds)
    {
        var handling = Math.Clamp(milliseconds, 0, LongestHandling);
        _handling = _handled == 0 ? handling : _handling + ((handling - _handling) / Weight);
        _handled++;
    }

    public PacingSnapshot Snapshot() => new()
    {
        Ringing = Ringing,
        Waiting = Waiting,
        Period = _period,
        ConnectPpm = _connect,
        HandlingMs = _handling,
        Handled = _handled,
        Answered = Answered,
        Abandoned = Abandoned,
        NotAnswered = NotAnswered,
        Unknown = Unknown,
    };

    private void Learn(CampaignSettings settings, int outcome)
    {
        var known = ConnectPpm(settings);
        _connect = known + ((outcome - known) / Weight);
    }
}
