using System.Collections.Immutable;
using System.Text;

namespace ContactCenter.Routing;

/// <summary>Arithmetic over sets of skills, kept in one order (by skill, ordinal) with one level each.</summary>
internal static class Requirements
{
    /// <summary>Both together, each skill at the higher of its levels.</summary>
    public static ImmutableArray<SkillLevel> Merge(ImmutableArray<SkillLevel> some, ImmutableArray<SkillLevel> others)
    {
        var all = new SortedDictionary<string, SkillLevel>(StringComparer.Ordinal);
        foreach (var skill in some.Or().AddRange(others.Or()))
        {
            if (!all.TryGetValue(skill.Skill.Value, out var known) || known.Level < skill.Level)
            {
                all[skill.Skill.Value] = skill;
            }
        }

        return [.. all.Values];
    }

    /// <summary>The first of <paramref name="required"/> that <paramref name="present"/> lacks; both normalized.</summary>
    public static SkillLevel? FirstMissing(ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> present)
    {
        var at = 0;
        foreach (var skill in required)
        {
            while (at < present.Length && string.CompareOrdinal(present[at].Skill.Value, skill.Skill.Value) < 0)
            {
                at++;
            }

            if (at == present.Length || present[at].Skill != skill.Skill || present[at].Level < skill.Level)
            {
                return skill;
            }
        }

        return null;
    }

    /// <summary>A text that is the same for agents who can do the same at the same cost.</summary>
    public static string KeyOf(AgentSettings settings, ImmutableArray<SkillLevel> normalized)
    {
        var key = new StringBuilder().Append(settings.Capacity);
        foreach (var cost in settings.Costs.Or().OrderBy(cost => cost.Channel.Value, StringComparer.Ordinal))
        {
            key.Append('|').Append(cost.Channel.Value).Append('=').Append(cost.Units).Append(cost.Exclusive ? "!" : "").Append(cost.Interruptible ? "~" : "");
        }

        return Append(key.Append('+').Append(settings.Team?.Value).Append('@').Append(settings.Site?.Value), normalized).ToString();
    }

    /// <summary>Whether both hold the same in the same order; none is the same as empty.</summary>
    public static bool SameAs<T>(this ImmutableArray<T> array, ImmutableArray<T> other) => array.AsSpan().SequenceEqual(other.AsSpan());

    /// <summary>The array, or an empty one where there is none.</summary>
    public static ImmutableArray<T> Or<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;

    /// <summary>Writes skills and levels.</summary>
    public static StringBuilder Append(StringBuilder key, ImmutableArray<SkillLevel> skills)
    {
        foreach (var skill in skills)
        {
            key.Append('/').Append(skill.Skill.Value).Append(':').Append(skill.Level);
        }

        return key;
    }
}
