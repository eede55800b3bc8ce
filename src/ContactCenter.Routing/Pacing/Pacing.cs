namespace ContactCenter.Routing;

/// <summary>How many lines a campaign dials now.</summary>
/// <remarks>
/// <para>
/// <b>Why the cap holds at every prefix of events.</b> Of a window let N be the calls answered by a person, A the abandoned ones among them, R the lines that
/// ring, W the calls answered that wait for an agent, F the free agents, c the cap. The promise kept is
/// <c>A + max(0, R + W − F) ≤ c × N</c> or <c>R + W ≤ F</c>: even if every line that has no agent of its own is answered at once and abandoned, the cap holds.
/// </para>
/// <list type="bullet">
/// <item>Dialling keeps it: R + W rises to F + (c × N − A), rounded down, or to F, whichever is more.</item>
/// <item>An answer moves one from R to W and adds one to N; a connection takes one from W and one from F; a line not answered, a person who hangs up and an
/// agent who becomes free lower the left side: it keeps.</item>
/// <item>A call is abandoned only while no agent is free, so W &gt; F: A rises by what R + W − F falls.</item>
/// <item>In a new window N = A = 0, so R + W ≤ F is needed. A line that may still be answered there (it rings now and <see cref="CampaignSettings.RingTime"/>,
/// <see cref="Grace"/> and <see cref="CampaignSettings.AnswerLimit"/> reach into it) is dialled only up to F, and nothing but dialling raises R + W − F. What was answered before counts in the old window.</item>
/// </list>
/// <para>
/// So A ≤ c × N always. The one thing no rule of dialling can prevent is an agent who leaves, or is given other work, while a line rings for them: each costs at most one call
/// beyond. Agents who are free soon count for how much one would like to dial, never for how much one may.
/// A cap that is lowered holds for the lines dialled from then on.
/// </para>
/// </remarks>
internal static class Pacing
{
    // Fewer than one answer in a hundred is dialled for as if it were one: what was learned in a bad hour must not open every line.
    private const int LeastConnectPpm = 10_000;

    /// <summary>How long after <see cref="CampaignSettings.RingTime"/> an outcome is still waited for: the host ends the line, and its report is on its way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>How many lines to dial now.</summary>
    /// <param name="settings">The campaign.</param>
    /// <param name="state">What it has going on.</param>
    /// <param name="freeAgents">Agents who are free and kept for this campaign's calls until they take one.</param>
    /// <param name="soonFreeAgents">Agents expected to become free while a line rings, by <see cref="PacingState.HandlingMs"/>; a hint.</param>
    /// <param name="now">Now, in Unix milliseconds.</param>
    /// <returns>0 or more. In preview always 0: there the agent dials.</returns>
    public static int DialsNow(CampaignSettings settings, PacingState state, int freeAgents, int soonFreeAgents, long now)
    {
        long free = Math.Max(0, freeAgents);
        var lines = settings.Mode switch
        {
            CampaignMode.Progressive => free,
            CampaignMode.Predictive => Math.Max(free, Math.Min(free + Budget(settings, state, now), Wanted(settings, state, free + Math.Max(0, soonFreeAgents)))),
            _ => 0,
        };
        return (int)Math.Max(0, Math.Min(lines, settings.MaxLines) - state.Ringing - state.Waiting);
    }

    /// <summary>How many lines beyond the free agents the cap allows, should each of them be abandoned.</summary>
    public static long Budget(CampaignSettings settings, PacingState state, long now)
    {
        var period = state.PeriodAt(settings, now);
        var latest = now + (long)(settings.RingTime + Grace + settings.AnswerLimit).TotalMilliseconds;
        return latest >= period.Until ? 0 : Math.Max(0, period.RoomUnder(settings.AbandonedCapPermille) - period.Unknown);
    }

    /// <summary>How many lines would give each agent a call, by the answers learned.</summary>
    private static long Wanted(CampaignSettings settings, PacingState state, long agents)
    {
        var unserved = Math.Max(0, agents - state.Waiting);
        return state.Waiting + (unserved * 1_000_000 / Math.Max(LeastConnectPpm, state.ConnectPpm(settings)));
    }
}
