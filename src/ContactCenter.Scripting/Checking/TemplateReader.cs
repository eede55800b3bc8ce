using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Checking;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting;

/// <summary>Reads templates of messages, and says what is wrong with them. Thread-safe.</summary>
public static class TemplateReader
{
    /// <summary>Reads a template.</summary>
    /// <param name="name">Its path, such as <c>clinic/reminder</c>.</param>
    /// <param name="takes">What it takes, as contracts write it: <c>name: text, when: moment, note: text optional</c>; empty for nothing.</param>
    /// <param name="texts">Its texts, one a language. <c>{name}</c> in one shows a value, with the ways of showing and the variants of the texts of scripts.</param>
    /// <param name="faults">What is wrong with it: in <c>Takes</c>, in <c>Texts:it:Text</c> and in <c>Texts:it:Short</c>, as the sources are called. Empty when it is right.</param>
    /// <returns>What could be read of it.</returns>
    public static TemplateContract Read(string name, string takes, IEnumerable<TemplateText> texts, out ImmutableArray<SourceDiagnostics> faults)
    {
        ArgumentNullException.ThrowIfNull(takes);
        ArgumentNullException.ThrowIfNull(texts);
        TemplateText[] all = [.. texts];
        var found = ImmutableArray.CreateBuilder<SourceDiagnostics>();
        var source = new SourceText("Takes", takes.ReplaceLineEndings(" "));
        var (parameters, wrong) = ContractsParser.ParseFields(source);
        Add(found, source, wrong);
        foreach (var text in all)
        {
            Add(found, new SourceText($"Texts:{text.Language}:Text", text.Text), text.Language, parameters);
            if (text.Short is { } brief)
            {
                Add(found, new SourceText($"Texts:{text.Language}:Short", brief), text.Language, parameters);
            }
        }

        faults = found.ToImmutable();
        return new TemplateContract(name, parameters, all);
    }

    private static void Add(ImmutableArray<SourceDiagnostics>.Builder found, SourceText source, string code, ImmutableArray<ScriptTypeField> parameters)
    {
        var wrong = ImmutableArray.CreateBuilder<Diagnostic>();
        if (Language.Find(code) is not { } language)
        {
            wrong.Add(new Diagnostic(TextCodes.UnknownLanguage, new TextRange(0, 0), code, TextWords.List(Language.All.Select(static known => known.Code))));
        }
        else if (source.Text.Length > ScriptValueLimits.MaxTextLength)
        {
            wrong.Add(new Diagnostic(
                TextCodes.UnclearLine,
                new TextRange(0, 0),
                string.Create(CultureInfo.InvariantCulture, $"This has {source.Text.Length} characters; at most {ScriptValueLimits.MaxTextLength} are shown.")));
        }
        else
        {
            LookAt(TextTemplate.Parse(source.Text, out var faults), faults, language, parameters, wrong);
        }

        Add(found, source, wrong.ToImmutable());
    }

    private static void LookAt(
        TextTemplate form, ImmutableArray<TextFault> faults, Language language, ImmutableArray<ScriptTypeField> parameters, ImmutableArray<Diagnostic>.Builder wrong)
    {
        wrong.AddRange(faults.Select(static fault => new Diagnostic(TextCodes.UnclearLine, fault.Range, fault.Message)));
        foreach (var hole in form.Holes.Where(hole => faults.All(fault => fault.Range != hole.Range)))
        {
            var index = TemplateContract.IndexOf(parameters, hole.Expression);
            if (index < 0)
            {
                wrong.Add(new Diagnostic(
                    NameCodes.UnknownSlot, hole.Range, TextWords.Shortened(hole.Expression), NearestWord.Hint(hole.Expression, parameters.Select(static one => one.Name))));
                continue;
            }

            var type = parameters[index].Type;
            if (HoleRules.WhyNot(hole, type) is { } reason)
            {
                wrong.Add(new Diagnostic(TypeCodes.WrongFormat, hole.Range, hole.Written, TypeNames.Of(type), reason));
            }
            else if (type.Kind == ScriptKind.Number && !hole.Variants.IsEmpty)
            {
                wrong.AddRange(PluralChecks.ForeignAmong(hole.Variants.Select(static variant => variant.Key), language)
                    .Select(key => new Diagnostic(TextCodes.ForeignPlural, hole.Range, language.Code, key)));
                if (PluralChecks.MissingIn(hole, language, type) is { Count: > 0 } missing)
                {
                    wrong.Add(new Diagnostic(TextCodes.MissingPlural, hole.Range, language.Code, TextWords.Quoted(missing)));
                }
            }
        }
    }

    private static void Add(ImmutableArray<SourceDiagnostics>.Builder found, SourceText source, ImmutableArray<Diagnostic> wrong)
    {
        if (!wrong.IsEmpty)
        {
            found.Add(new SourceDiagnostics(source, wrong));
        }
    }
}
