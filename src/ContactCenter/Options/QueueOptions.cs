namespace ContactCenter;

/// <summary>A queue as it is seeded.</summary>
public sealed class QueueOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The skills its work requires: level 1 to 10 by skill id.</summary>
    public Dictionary<string, int> Skills { get; } = [];

    /// <summary>The most items that may wait, 1 to 100,000. An emergency is always let in.</summary>
    public int MaxWaiting { get; set; } = 1_000;

    /// <summary>How long one agent is asked, 1 s to 10 min.</summary>
    public TimeSpan OfferTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long wrap-up may take at most, 5 s to 8 h; then the interaction closes without an outcome.</summary>
    public TimeSpan WrapUpLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The target: so many percent, 1 to 100…</summary>
    public int ServiceLevelPercent { get; set; } = 80;

    /// <summary>…answered within this.</summary>
    public TimeSpan ServiceLevelWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Names the queue.</summary>
    public QueueOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Requires a skill to a level, 1 to 10.</summary>
    public QueueOptions RequireSkill(string skill, int level)
    {
        Skills[skill] = level;
        return this;
    }

    /// <summary>Sets the target.</summary>
    public QueueOptions ServiceLevel(int percent, TimeSpan within)
    {
        ServiceLevelPercent = percent;
        ServiceLevelWithin = within;
        return this;
    }
}
