using System.Collections.Immutable;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Asking;

/// <summary>What was answered to the open question, as an input.</summary>
internal static class AskReader
{
    public static ScriptInput Read(ScriptRun run, Wording wording, string said, ScriptAnswerForm form, DateTimeOffset now, ScriptAnswerSettings settings)
    {
        var sequence = run.Demand.Sequence;
        var raw = said.Length > AnswerReader.MaxLength ? said[..AnswerReader.MaxLength] : said;
        if (run.State is not (ScriptRunState.Asking or ScriptRunState.Confirming))
        {
            return ScriptInput.Misunderstood(sequence, raw, form);
        }

        var heard = Hear(run, wording, said, form, now, settings);
        return heard.Reason switch
        {
            AnswerReason.Understood => ScriptInput.Answered(sequence, heard.Value, raw, form),
            AnswerReason.Empty => ScriptInput.Silent(sequence),
            _ => ScriptInput.Misunderstood(sequence, raw, form),
        };
    }

    private static Heard Hear(ScriptRun run, Wording wording, string said, ScriptAnswerForm form, DateTimeOffset now, ScriptAnswerSettings settings)
    {
        var ask = run.Program.Tables.Asks[run.Program.Statements[run.Statement].Detail];
        var language = Wording.Known(run.Language);
        var country = settings.Country ?? CountryOf(language);
        var context = new AnswerContext
        {
            Language = language,
            Country = country,
            Now = now,
            Zone = run.Zone.Info,
            Keyed = form == ScriptAnswerForm.Key,
            Phones = settings.Phones ?? PhoneReader.Instance,
        };
        var type = ask.Slot < 0 ? ScriptType.YesNo : run.Program.Tables.Slots[ask.Slot].Type;
        var currency = settings.Currency ?? CurrencyOf(country);
        if (ask.HasList)
        {
            return HearFromList(run, ask, type, wording, said, context, currency);
        }

        return TextValues.AnswerOf(type, Choices(run, ask, wording, language), currency) is { } asked ? Heard.Of(AnswerReader.Read(said, asked, context)) : Heard.Nothing;
    }

    /// <summary>A number or a text of the list; else a value of the type that is in it; else what a text of the list is like.</summary>
    private static Heard HearFromList(ScriptRun run, ProgramAsk ask, ScriptType type, Wording wording, string said, AnswerContext context, string? currency)
    {
        var offered = AskChoices.Of(run, ask, wording, ScriptTextForm.Written, context.Language);
        var chosen = AnswerReader.Read(said, new AnswerType.OneOf([.. offered.Select(static choice => new AnswerChoice(choice.Key, choice.Key, choice.Label))]), context);
        var value = chosen.Value is TextValue.Choice key ? offered.First(choice => choice.Key == key.Name).Value : default;
        if (value.IsEmpty || chosen.Manner is not (AnswerManner.Keys or AnswerManner.Number or AnswerManner.Exact))
        {
            var typed = type.Kind != ScriptKind.Choice && TextValues.AnswerOf(type, [], currency) is { } asked ? Heard.Of(AnswerReader.Read(said, asked, context)) : Heard.Nothing;
            if (!typed.Value.IsEmpty && offered.Any(choice => choice.Value == typed.Value))
            {
                return typed;
            }
        }

        return value.IsEmpty ? new Heard(chosen.Reason, default) : new Heard(AnswerReason.Understood, value);
    }

    private static ImmutableArray<AnswerChoice> Choices(ScriptRun run, ProgramAsk ask, Wording wording, Language language)
    {
        var places = ask.Choices.ToDictionary(static choice => choice.Name, static choice => choice.Text);
        return
        [
            .. AskChoices.Of(run, ask, wording, ScriptTextForm.Written, language).Where(static choice => choice.Value.Kind == ScriptKind.Choice).Select(choice =>
                new AnswerChoice(choice.Key, choice.Value.AsText()!, choice.Label, wording.AnswersOf(places.GetValueOrDefault(choice.Value.AsText()!, -1), run.Language))),
        ];
    }

    private static string CountryOf(Language language) => language.Code switch { "it" => "IT", "pl" => "PL", "ru" => "RU", _ => "GB" };

    private static string? CurrencyOf(string country) => country switch { "PL" => "PLN", "RU" => "RUB", "GB" => "GBP", "US" => "USD", "IT" or "DE" or "FR" or "ES" or "AT" or "NL" or "BE" or "IE" or "PT" or "FI" or "GR" => "EUR", _ => null };

    /// <summary>What an answer came to.</summary>
    private readonly record struct Heard(AnswerReason Reason, ScriptValue Value)
    {
        public static readonly Heard Nothing = new(AnswerReason.NotUnderstood, default);

        public static Heard Of(Answer answer) => new(answer.Reason, answer.Value is null ? default : TextValues.Of(answer.Value));
    }
}
