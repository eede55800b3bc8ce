using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Conversations;

/// <summary>The conversations of <c>samples/Scripts</c>, each one a test.</summary>
public sealed class SampleConversationTests
{
    public static IEnumerable<object[]> All { get; } = [.. Files().SelectMany(static file => Read(file).Conversations.Select(talk => new object[] { file, talk.Name }))];

    public static TheoryData<string> Scripts { get; } = [.. Files()];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_goes_as_it_is_written(string file, string name)
    {
        var program = Programs.Of(Path.ChangeExtension(file, ".flow"));
        var talk = Read(file).Conversations.Single(talk => talk.Name == name);
        var result = talk.Play(program);
        result.Failure.ShouldBeNull();

        // The process dies after each step, and nobody notices.
        var crashed = talk.Play(program, new ConversationSettings { CrashesAlways = true });
        crashed.Failure.ShouldBeNull();
        crashed.Entries.Select(static entry => entry.ToString()).ShouldBe(result.Entries.Select(static entry => entry.ToString()));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Together_they_reach_every_line_and_branch_and_every_text_in_every_language(string file)
    {
        var program = Programs.Of(Path.ChangeExtension(file, ".flow"));
        var coverage = new ScriptCoverage(program);
        foreach (var talk in Read(file).Conversations)
        {
            foreach (var language in program.Languages)
            {
                var result = talk.Play(program, new ConversationSettings { Language = language });
                result.Failure.ShouldBeNull($"{talk.Name} in {language}");
                coverage.Add(result.Coverage);
            }
        }

        coverage.Missed.Select(static point => point.ToString()).ShouldBeEmpty();
        program.Languages.SelectMany(language => coverage.MissedTexts(language).Select(text => $"{text} in {language}")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Files() => Examples.All.Select(static name => Path.ChangeExtension(name, ".talks")).Where(static name => File.Exists(Path.Combine(Examples.Root, "samples/Scripts", name)));

    private static ConversationFile Read(string file)
    {
        var talks = ConversationFile.Parse(new SourceText(file, Examples.Read(file)));
        talks.Faults.ShouldBeEmpty();
        talks.Conversations.ShouldNotBeEmpty();
        return talks;
    }
}
