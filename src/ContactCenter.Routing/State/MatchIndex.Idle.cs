using System.Numerics;

namespace ContactCenter.Routing;

// How many agents campaigns find free, without looking at them: counted as they come into and leave the lines of the idle, for the classes of campaigns alone.
internal sealed partial class MatchIndex
{
    private readonly List<WorkClass> _watched = [];

    /// <summary>Counts the idle agents of these classes, and of no others, from now on.</summary>
    public void Watch(IEnumerable<WorkClass> classes)
    {
        _watched.Clear();
        _watched.AddRange(classes.Distinct());
        foreach (var watched in _watched)
        {
            watched.Idle = _profiles.Where(profile => watched.Profiles.Contains(profile.Number))
                .SelectMany(profile => profile.Pools).Where(pool => (pool.Mask & (1UL << watched.Channel)) != 0).Sum(pool => pool.Count);
        }
    }

    /// <summary>Whether an agent there is could serve both, or they ask for the same.</summary>
    public bool Share(WorkClass one, WorkClass other)
    {
        if (one == other)
        {
            return true;
        }

        for (var word = 0; word < one.Profiles.WordCount; word++)
        {
            for (var bits = one.Profiles.Word(word) & other.Profiles.Word(word); bits != 0; bits &= bits - 1)
            {
                if (_profiles[(word << 6) + BitOperations.TrailingZeroCount(bits)].Agents > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void CountIdle(AgentPool pool, int change)
    {
        foreach (var watched in _watched)
        {
            if ((pool.Mask & (1UL << watched.Channel)) != 0 && watched.Profiles.Contains(pool.Profile.Number))
            {
                watched.Idle += change;
            }
        }
    }
}
