using ContactCenter.Channels.Voice.Tests.Screening;
using ContactCenter.Sip.Tests.Audio;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A script calls somebody and is told whether a machine answers, over SIP: what is said to it stands behind its tone.</summary>
public sealed class ScriptMachineTests
{
    private const string Script = """
        script back v1, texts it, for voice, outcomes told, left, unreached
          step first
            hang up
            call session.from, machine -> message, unreached -> end unreached
            say "Buongiorno, avete acqua."
            hang up
            -> end told
          step message
            say "Qui l'acquedotto. La preghiamo di richiamare."
            hang up
            -> end left
        """;

    [Fact]
    public async Task A_machine_hears_the_message_behind_its_tone()
    {
        await using var center = await StartAsync();
        var greeting = new Greeting().Silence(300).Words(16, 240).Silence(500).Tone(480, 500);
        var machine = await CalledBackAsync(center, new Greeting().Sound(greeting.Samples.Span).Silence(30_000).Samples);
        var begins = await BeginsAsync(machine);
        var beeped = TimeSpan.FromSeconds(greeting.Samples.Length / 8_000.0);
        begins.ShouldBeInRange(beeped, beeped + TimeSpan.FromSeconds(3));
        await machine.EndsAsync();
        await center.LoggedAsync("script.left");
        OutcomeOf(center).ShouldBe("left");
        TextsOf(center, "call.answered").ShouldContain(static e => e.Contains("\"by\":\"machine\"", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_person_who_says_a_word_is_spoken_to()
    {
        await using var center = await StartAsync();
        var greeting = new Greeting().Silence(400).Word(450).Silence(30_000);
        var person = await CalledBackAsync(center, greeting.Samples);
        (await BeginsAsync(person)).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
        await person.EndsAsync();
        await center.LoggedAsync("script.left");
        OutcomeOf(center).ShouldBe("told");
    }

    /// <summary>A customer calls and is hung up on, then called back, and answers so.</summary>
    private static async Task<Side> CalledBackAsync(LivingCenter center, ReadOnlyMemory<short> greeting)
    {
        var caller = await center.CallAsync(tone: 700);
        await caller.EndsAsync();
        return await center.CalledAsync(tone: 0, greeting);
    }

    /// <summary>How long after the answer the center's voice is heard.</summary>
    private static async Task<TimeSpan> BeginsAsync(Side side)
    {
        while (ToneAnalysis.LevelAt(await side.Heard.NextOfAnyKindAsync(2), LivingCenter.Voice, side.Heard.Rate) < -20)
        {
            (side.Heard.Played * 0.02).ShouldBeLessThan(60, "it is said");
        }

        return TimeSpan.FromSeconds(side.Heard.Played * 0.02);
    }

    private static string OutcomeOf(LivingCenter center) =>
        System.Text.Json.JsonDocument.Parse(center.Entries.Last(static e => e.Entry.Kind == "script.left").Entry.Body).RootElement.GetProperty("outcome").GetString()!;

    private static IEnumerable<string> TextsOf(LivingCenter center, string kind) =>
        center.Entries.Where(e => e.Entry.Kind == kind).Select(static e => System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span));

    private static Task<LivingCenter> StartAsync() => LivingCenter.StartAsync(static t => t
        .AddScript("back", Script)
        .AddEndpoint("line", ChannelKind.Voice, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Runs("back").Answers("Nessuno.", "Troppi.").Speaks("it")));
}
