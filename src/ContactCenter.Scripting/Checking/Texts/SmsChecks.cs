using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>S604: how many parts the SMS of a script take in a language, with the longest values their types can have.</summary>
internal sealed class SmsChecks
{
    private const string Sms = "sms";

    private readonly LanguageTexts _language;
    private readonly LongestValues _longest;

    private SmsChecks(LanguageTexts language, IReadOnlyList<ShownText> shown) => (_language, _longest) = (language, new LongestValues(language, shown));

    public static void Run(LanguageTexts language, IReadOnlyList<ShownText> shown, int most)
    {
        var sent = shown.Where(static text => text is { Send.Channel: Sms } or { Usage: TextUsage.Question, Ask.By: Sms }).ToList();
        if (sent.Count > 0)
        {
            var checks = new SmsChecks(language, shown);
            sent.ForEach(text => checks.LookAt(text, shown, most));
        }
    }

    private void LookAt(ShownText text, IReadOnlyList<ShownText> shown, int most)
    {
        var choices = text.Usage == TextUsage.Question ? ChoicesOf(text.Ask!, shown) : "";
        if (_language.File is null && LongestValues.FitsSurely(_language.OwnOf(text), text.Text, choices.Length, most))
        {
            return; // it has no other form
        }

        var holes = TextHoles.Of(text.Text);
        var (worst, word) = (default(SmsCut), LanguageTexts.Plain);
        foreach (var (form, raw) in FormsSent(text).Where(form => !LongestValues.FitsSurely(form.Raw, text.Text, choices.Length, most)))
        {
            var cut = SmsSegments.Cut(_longest.Fill(raw, holes) + choices);
            (worst, word) = cut.Segments > worst.Segments ? (cut, form) : (worst, word);
        }

        if (worst.Segments > most)
        {
            _language.Report(
                text,
                word,
                ChannelCodes.LongSms,
                _language.Code,
                worst.Segments.ToString(CultureInfo.InvariantCulture),
                most.ToString(CultureInfo.InvariantCulture),
                worst.OutsideGsm is { } rune ? $"; '{rune}' is not in the alphabet of SMS, and with it a part has 67 characters instead of 153." : ".");
        }
    }

    /// <summary>The short form, or the plain one and its plural forms.</summary>
    private List<(string Word, string Raw)> FormsSent(ShownText text)
    {
        var forms = _language.FormsOf(text).Where(static form => form.Word != ProgramTemplate.Spoken).ToList();
        return forms.FindAll(static form => form.Word == ProgramTemplate.Short) is { Count: > 0 } brief ? brief : forms;
    }

    /// <summary>The lines below a question: each choice with its number, or yes and no.</summary>
    private string ChoicesOf(BoundAsk ask, IReadOnlyList<ShownText> shown)
    {
        if (ask is { Choices.IsEmpty: true, From: null, Slot.Type.Kind: ScriptKind.YesNo })
        {
            var (yes, no) = _language.Language!.Replies.Written;
            return $"\n1 {yes}\n2 {no}";
        }

        // A choice has no holes; doubled quotes and braces count as one more character, which no label has many of.
        return string.Concat(shown.Where(text => text.Ask == ask && text.Choice is not null).Select(choice =>
            string.Create(CultureInfo.InvariantCulture, $"\n{choice.Choice!.Syntax.Key} {FormsSent(choice).Select(static form => form.Raw).FirstOrDefault()}")));
    }
}
