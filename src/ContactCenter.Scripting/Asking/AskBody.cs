using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Asking;

/// <summary>What stands around a question.</summary>
internal static class AskBody
{
    /// <summary>Everything in one text.</summary>
    public static string Of(ScriptPrompt prompt, ScriptMedium medium, Language language)
    {
        var listed = medium.ListsChoices && !prompt.HasButtons;
        if (medium.Form == ScriptTextForm.Spoken)
        {
            var keys = prompt.Keys is { ClosesWithHash: true } ? [language.Prompts.Hash] : Array.Empty<string>();
            var presses = listed ? prompt.Choices.Select(choice => Fill(language.Prompts.Press, choice.Label, choice.Key)) : [];
            return string.Join(' ', Texts(prompt).Concat(presses).Concat(keys));
        }

        return string.Join('\n', Texts(prompt).Concat(listed ? prompt.Choices.Select(static choice => $"{choice.Key} {choice.Label}") : []));
    }

    /// <summary>Whether the choices become buttons: all of them, or none, and none where several are chosen.</summary>
    public static bool HasButtons(ScriptMedium medium, ScriptType type, ImmutableArray<ScriptChoice> choices) =>
        type.Kind != ScriptKind.List && choices.Length > 0 && choices.Length <= medium.MaxButtons && choices.All(choice => choice.Label.Length <= medium.MaxButtonLength);

    /// <summary>Why the last answer was not taken: what the script says, else that it was no answer, and how one looks.</summary>
    public static string Refusal(ScriptRun run, Wording wording, ScriptMedium medium, Language language, ScriptType type, ImmutableArray<ScriptChoice> choices)
    {
        if (run.Refusal >= 0)
        {
            return wording.Render(run.Refusal, run.Language, medium.Form, run.Demand.RefusalShown, run.Zone.Info);
        }

        return run.InputKind switch
        {
            ScriptInputKind.Misunderstood when run.Wrongs > 0 => $"{language.Prompts.NotUnderstood} {How(type, choices, language.Prompts)}".TrimEnd(),
            ScriptInputKind.Silent or ScriptInputKind.Due when run.Silences > 0 && medium.Form == ScriptTextForm.Spoken => language.Prompts.NotHeard,
            _ => "",
        };
    }

    /// <summary>Which keys answer; null for what no keys can say.</summary>
    public static ScriptKeys? KeysOf(ScriptType type, ImmutableArray<ScriptChoice> choices)
    {
        if (!choices.IsEmpty && type.Kind != ScriptKind.List)
        {
            var (min, max) = (choices.Min(static choice => choice.Key.Length), choices.Max(static choice => choice.Key.Length));
            return new ScriptKeys(min, max, min != max);
        }

        return type.Kind switch
        {
            ScriptKind.Digits => new ScriptKeys(type.MinLength, type.MaxLength, type.MinLength != type.MaxLength),
            ScriptKind.Number or ScriptKind.Money => new ScriptKeys(1, 20, true),
            ScriptKind.Phone => new ScriptKeys(3, 15, true),
            ScriptKind.Date => new ScriptKeys(3, 10, true),
            ScriptKind.Time => new ScriptKeys(1, 5, true),
            ScriptKind.Moment => new ScriptKeys(7, 9, true),
            ScriptKind.Duration => new ScriptKeys(1, 6, true),
            ScriptKind.List when KeysOf(type.Item!, choices) is not null => new ScriptKeys(1, 40, true),
            _ => null,
        };
    }

    private static IEnumerable<string> Texts(ScriptPrompt prompt) => new[] { prompt.Refusal, prompt.Text }.Where(static text => text.Length > 0);

    private static string How(ScriptType type, ImmutableArray<ScriptChoice> choices, LanguagePrompts words) => type.Kind switch
    {
        ScriptKind.YesNo => words.YesOrNo,
        _ when !choices.IsEmpty => words.Choice,
        ScriptKind.Number when type is { Minimum: { } from, Maximum: { } to } => Fill(words.NumberBetween, Plain(from), Plain(to)),
        ScriptKind.Number => words.Number,
        ScriptKind.Money => words.Money,
        ScriptKind.Digits when type.MinLength == type.MaxLength => Fill(words.DigitsExactly, Plain(type.MaxLength)),
        ScriptKind.Digits => Fill(words.Digits, Plain(type.MinLength), Plain(type.MaxLength)),
        ScriptKind.Phone => words.Phone,
        ScriptKind.Email => words.Email,
        ScriptKind.Address => words.Address,
        ScriptKind.Date => words.Date,
        ScriptKind.Time => words.Time,
        ScriptKind.Moment => words.Moment,
        ScriptKind.Duration => words.Duration,
        _ => "",
    };

    private static string Plain(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Fill(string pattern, params object[] parts) => string.Format(CultureInfo.InvariantCulture, pattern, parts);
}
