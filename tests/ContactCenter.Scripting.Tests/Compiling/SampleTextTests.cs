using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Tests.Answers;
using ContactCenter.Scripting.Tests.Syntax;
using ContactCenter.Scripting.Texts;
using Xunit.Abstractions;

namespace ContactCenter.Scripting.Tests.Compiling;

/// <summary>The scripts of <c>samples/Scripts</c> in all their languages.</summary>
public sealed class SampleTextTests(ITestOutputHelper output)
{
    /// <summary>An address cannot be keyed: of the gas script that is so, whatever its texts are.</summary>
    private const string Accepted = "S602";

    [Theory]
    [MemberData(nameof(Examples.Translated), MemberType = typeof(Examples))]
    public void They_compile_with_their_side_files_and_nothing_is_wrong(string name)
    {
        var compiled = Compile(name);
        compiled.Diagnostics.Where(static found => found.Code.Id != Accepted).ShouldBeEmpty();
        compiled.Texts.SelectMany(static file => file.Diagnostics).ShouldBeEmpty();
        compiled.Program!.Tables.Texts.Where(static text => !text.Templates.IsEmpty).ShouldAllBe(text => text.Templates.Select(static form => form.Language).Distinct().Count() == 4);
    }

    [Theory]
    [MemberData(nameof(Examples.Translated), MemberType = typeof(Examples))]
    public void Their_side_files_are_in_their_one_form(string name)
    {
        foreach (var file in SideFiles(name))
        {
            TextFileWriter.Write(file.File).ShouldBe(file.Source.Text, file.Source.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Examples.Translated), MemberType = typeof(Examples))]
    public void Every_form_of_every_text_is_shown_in_its_language(string name)
    {
        foreach (var text in Compile(name).Program!.Tables.Texts)
        {
            foreach (var form in text.Templates)
            {
                var (language, spoken) = (Language.Find(form.Language)!, form.Variant == ProgramTemplate.Spoken);
                var shown = Render(text, form, language);
                output.WriteLine($"{text.Id} {form.Language} {form.Variant}: {shown}");
                shown.ShouldNotBeEmpty();
                shown.IndexOfAny(['{', '}', '|', '#']).ShouldBe(-1, shown);
                shown.ShouldNotContain("  ");
                foreach (var hole in form.Pieces.Where(static piece => piece is { Hole: >= 0, Literal: "" }))
                {
                    shown.ShouldContain(ValueRenderer.Render(Example(text.Holes[hole.Hole]), default(TextFormat) with { Style = spoken ? TextStyle.Spoken : TextStyle.Usual }, language));
                }
            }
        }
    }

    [Theory]
    [InlineData("gas.flow", "kc38m", "pl", "", "Ekipa już jedzie, czas dojazdu: 25 minut. Zgłoszenie Ada.")]
    [InlineData("gas.flow", "kc38m", "ru", "spoken", "Бригада выехала. Время в пути: двадцать пять минут. Номер вашей заявки: Ada. Повторяю: Ada.")]
    [InlineData("gas.flow", "kb8sh", "pl", "short", "Zgloszenie Ada: ekipa jedzie, czas dojazdu 25 min.")]
    [InlineData("clinic.flow", "kvj62", "en", "", "You are booked for 5 March 2027. We will remind you two hours before.")]
    [InlineData("clinic.flow", "kz7j6", "ru", "", "Регистратура откроется в пятницу, 5 марта 2027 г. в 15:30. Мы вам перезвоним.")]
    [InlineData("clinic.flow", "k582h", "it", "short", "Oggi alle 15:30, ul. Dluga 3.")]
    [InlineData("lead.flow", "krsnp", "pl", "spoken", "Czyli w piątek piątego marca 2027. Przyjdzie Ada. Zgadza się?")]
    [InlineData("lead.flow", "krsnp", "it", "spoken", "Quindi venerdì cinque marzo 2027, con Ada. Va bene?")]
    public void Some_read_so(string name, string id, string language, string variant, string shown)
    {
        var text = Compile(name).Program!.Tables.Texts.Single(text => text.Id == id);
        Render(text, text.Templates.Single(form => form.Language == language && form.Variant == variant), Language.Find(language)!).ShouldBe(shown);
    }

    [Theory]
    [MemberData(nameof(Examples.Translated), MemberType = typeof(Examples))]
    public void What_may_be_answered_is_read_as_its_choice_in_every_language(string name)
    {
        var program = Compile(name).Program!;
        foreach (var ask in program.Tables.Asks.Where(static ask => !ask.Choices.IsEmpty))
        {
            foreach (var language in program.Languages)
            {
                ImmutableArray<AnswerChoice> choices = [.. ask.Choices.Select(choice => ChoiceOf(program, choice, language))];
                foreach (var choice in choices)
                {
                    foreach (var said in choice.Synonyms.Append(choice.Label).Append(choice.Key!))
                    {
                        AnswerReader.Read(said, new AnswerType.OneOf(choices), Asked.In(language)).Value.ShouldBe(choice.Value, $"{language}: {said}");
                    }
                }
            }
        }
    }

    private static AnswerChoice ChoiceOf(ScriptProgram program, ProgramChoice choice, string language)
    {
        var form = program.Tables.Texts[choice.Text].Templates.Single(form => form.Language == language && form.Variant.Length == 0);
        return new AnswerChoice(choice.Key, choice.Name, string.Concat(form.Pieces.Select(static piece => piece.Literal)), form.Answers);
    }

    private static string Render(ProgramText text, ProgramTemplate form, Language language)
    {
        var pieces = form.Pieces.Select(piece => piece.Hole < 0
            ? new TextPlain(piece.Literal)
            : TextTemplate.Parse(string.Create(CultureInfo.InvariantCulture, $"{{{piece.Hole}|{piece.Literal}}}"), out _).Pieces[0]);
        return TextRenderer.Render(
            new TextTemplate { Pieces = [.. pieces] },
            language,
            hole => Example(text.Holes[int.Parse(hole.Expression, CultureInfo.InvariantCulture)]),
            form.Variant == ProgramTemplate.Spoken ? TextStyle.Spoken : TextStyle.Usual);
    }

    private static TextValue Example(ScriptType type) => type.Kind switch
    {
        ScriptKind.Text => new TextValue.Text("Ada"),
        ScriptKind.Duration => new TextValue.Duration(TimeSpan.FromMinutes(25)),
        ScriptKind.Moment => new TextValue.Moment(new DateTimeOffset(2027, 3, 5, 15, 30, 0, TimeSpan.Zero)),
        ScriptKind.Address => new TextValue.Address("Via Roma", "12", "Roma", "00100"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Kind, "No example of this kind."),
    };

    private static ScriptCompilation Compile(string name) => ScriptCompiler.Compile(
        new SourceText(name, Examples.Read(name)),
        ScriptContracts.Parse(new SourceText("contracts", Examples.Read(Path.ChangeExtension(name, "contracts"))), out _),
        SideFiles(name));

    private static ImmutableArray<ScriptTexts> SideFiles(string name) =>
    [
        .. Directory.GetFiles(Path.Combine(Examples.Root, "samples/Scripts"), Path.GetFileNameWithoutExtension(name) + ".*.texts").Order(StringComparer.Ordinal)
            .Select(static file => ScriptTexts.Parse(new SourceText(file, File.ReadAllText(file)))),
    ];
}
