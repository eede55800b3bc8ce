using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Waiting items that ask for exactly the same: skills with levels, and channel.</summary>
internal sealed class WorkClass(int number, ImmutableArray<SkillLevel> skills, int channel)
{
    public int Number { get; } = number;

    /// <summary>Normalized by <see cref="Requirements"/>.</summary>
    public ImmutableArray<SkillLevel> Skills { get; } = skills;

    public int Channel { get; } = channel;

    public PlacedHeap<RouterWork> Waiting { get; } = new();

    /// <summary>The profiles that could ever serve it.</summary>
    public BitSet Profiles { get; } = new();

    /// <summary>The longest exclusion list an item of it ever had: bounds the search for those nobody serves.</summary>
    public int MostExclusions { get; set; }
}
