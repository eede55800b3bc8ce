using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of a template of messages: what it takes, what it is for, and its text in each language. Languages without a text are folded away.</summary>
internal sealed class TemplateFields
{
    private static readonly string[] Languages = ["it", "en", "pl", "ru"];

    private readonly FormField _takes, _channels;
    private readonly List<(string Language, FormField Text, FormField Short)> _texts;

    public TemplateFields(Words words, TemplateOptions s)
    {
        _takes = new FormField(words["admin.takes"], s.Takes, isLong: true, hint: words["admin.takesHint"]);
        _channels = new FormField(words["admin.templateFor"], FieldTexts.Of(s.Channels), hint: words["admin.templateForHint"]);
        var own = words.Culture.TwoLetterISOLanguageName;
        _texts = [.. Languages.Concat(s.Texts.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).Select(language =>
        {
            var (name, text) = (words.Find($"language.{language}") ?? language, s.Texts.GetValueOrDefault(language));
            var group = text is not null || (s.Texts.Count == 0 && language == own) ? null : words.Say("admin.templateText", name);
            return (
                language,
                new FormField(words.Say("admin.templateText", name), text?.Text ?? "", isLong: true, hint: words["admin.templateTextHint"], group: group),
                new FormField(words.Say("admin.templateShort", name), text?.Short ?? "", isLong: true, group: group));
        })];
    }

    public IEnumerable<FormField> All => [_takes, _channels, .. _texts.SelectMany(static one => new[] { one.Text, one.Short })];

    /// <summary>What the fields come to; a language with nothing in it is left out.</summary>
    public TemplateOptions Read()
    {
        var template = new TemplateOptions { Takes = _takes.Value.ReplaceLineEndings(" ").Trim() };
        template.Channels.AddRange(_channels.Keys());
        foreach (var (language, text, brief) in _texts.Where(static one => (one.Text.Value + one.Short.Value).Trim().Length > 0))
        {
            template.In(language, text.Value.ReplaceLineEndings("\n").Trim('\n'), brief.Value.ReplaceLineEndings("\n").Trim());
        }

        return template;
    }
}
