using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Conversations;

/// <summary>Says in the person's language why somebody is asked, was asked, or is not.</summary>
internal static class WhyWords
{
    public static string Of(Words words, WorkCandidate candidate) =>
        candidate.Missing is { } missing ? words.Say("why.LacksSkill", missing.Skill, missing.Level) : words[$"why.{candidate.Obstacle}"];

    /// <summary>Why an agent was asked and not another.</summary>
    public static string Of(Words words, WorkExplanation why)
    {
        var able = why.Candidates.Where(static c => c.Place is not null).OrderBy(static c => c.Place).ToList();
        var chosen = why.Candidates.FirstOrDefault(c => c.Agent == why.Chosen);
        var second = able.FirstOrDefault(c => c.Agent != why.Chosen);
        if (chosen is null)
        {
            return why.Message;
        }

        if (why.Candidates.Any(static c => c.Obstacle == WorkObstacle.MeantForAnother))
        {
            return words.Say("offers.meant", chosen.Name);
        }

        if (second is null)
        {
            return words.Say("offers.only", chosen.Name, why.Candidates.Count);
        }

        var reason = chosen.Rank != second.Rank ? words.Say("offers.suits", chosen.Rank, second.Rank)
            : chosen.Key != second.Key ? words.Say("offers.before", words.Find($"strategy.{why.Strategy}") ?? why.Strategy, chosen.Key, second.Key)
            : words["offers.idle"];
        return words.Say("offers.compared", chosen.Name, why.Candidates.Count, able.Count, second.Name, reason);
    }
}
