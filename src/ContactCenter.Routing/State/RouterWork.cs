namespace ContactCenter.Routing;

/// <summary>A work item as the state keeps it.</summary>
internal sealed class RouterWork : IPlaced
{
    private RouterTimer? _timer;

    public required WorkItem Item { get; set; }

    public required RouterQueue Queue { get; init; }

    public required WorkClass Class { get; set; }

    public required long Key { get; set; }

    public required long Sequence { get; init; }

    public WorkStatus Status { get; set; }

    public long StatusAt { get; set; }

    /// <summary>Who is asked, has it, or wraps it up.</summary>
    public RouterAgent? Agent { get; set; }

    public long HeldSequence { get; set; }

    /// <summary>The live offer, or the one that was accepted.</summary>
    public OfferId? Offer { get; set; }

    public bool Unserved { get; set; }

    /// <summary>Who is not asked again; an entry counts only while the agent's readiness is still that one.</summary>
    public List<ExclusionSnapshot>? Exclusions { get; set; }

    /// <summary>The agent in whose own line it waits; null while it waits in its class's, or not at all.</summary>
    public RouterAgent? BoundTo { get; set; }

    public int Place { get; set; } = -1;

    public RouterTimer Timer => _timer ??= new RouterTimer(this, null);

    public DateTimeOffset? Until => _timer is { IsSet: true } timer ? DateTimeOffset.FromUnixTimeMilliseconds(timer.Due) : null;

    public bool Precedes(RouterWork other) => Key < other.Key || (Key == other.Key && Sequence < other.Sequence);

    public bool Excludes(RouterAgent agent)
    {
        if (Exclusions is not null)
        {
            foreach (var exclusion in Exclusions)
            {
                if (exclusion.ReadySequence == agent.ReadySequence && exclusion.Agent == agent.Settings.Id)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public WorkView ToView() => new(Item, Status, Agent?.Settings.Id, Offer, Until, DateTimeOffset.FromUnixTimeMilliseconds(StatusAt));
}
