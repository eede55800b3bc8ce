using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Screening;
using Microsoft.Extensions.Options;
using Xunit.Abstractions;

namespace ContactCenter.Channels.Voice.Tests.Screening;

/// <summary>How often the detector is right about greetings that are spoken; <c>docs/channels/voice.md</c> says how it is measured.</summary>
public sealed class GreetingCorpusTests(ITestOutputHelper output)
{
    private static readonly (string Language, string Text)[] People =
    [
        ("it", "Pronto?"), ("it", "Sì?"), ("it", "Pronto, chi parla?"), ("it", "Buongiorno, Rossi."), ("it", "Studio Bianchi, buongiorno."), ("it", "Casa Verdi, pronto?"),
        ("en", "Hello?"), ("en", "Yes?"), ("en", "Hello, who is this?"), ("en", "John speaking."), ("en", "Good morning, Smith and Sons."), ("en", "Hello, this is Mary."),
        ("de", "Ja bitte?"), ("de", "Müller, guten Tag."), ("de", "Hallo?"), ("de", "Praxis Doktor Weber, guten Morgen."),
        ("pl", "Halo?"), ("pl", "Tak, słucham?"), ("pl", "Dzień dobry, Kowalska."), ("fr", "Allô?"), ("fr", "Oui, bonjour."), ("es", "Diga?"), ("es", "Hola, quién es?"), ("pt", "Estou?"),
    ];

    private static readonly (string Language, string Text)[] Machines =
    [
        ("it", "Risponde la segreteria telefonica. Lasciate un messaggio dopo il segnale acustico."), ("it", "Ciao, sono Marco. In questo momento non posso rispondere, richiamami più tardi."),
        ("it", "L'utente da lei chiamato non è al momento raggiungibile. La preghiamo di richiamare più tardi."), ("it", "Questa è la casella vocale del numero tre tre tre, uno due tre."),
        ("it", "Siamo chiusi. I nostri uffici sono aperti dalle nove alle dodici."), ("en", "Hi, this is Anna. Leave a message and I will call you back."),
        ("en", "You have reached the voice mail of five five five, one two three. Please leave a message after the tone."), ("en", "The person you are calling is not available. Please record your message."),
        ("en", "Hello, we can't come to the phone right now."), ("en", "Your call has been forwarded to an automatic voice message system."), ("en", "Welcome to Smith and Sons. For sales, press one."),
        ("de", "Sie sind mit dem Anrufbeantworter von Familie Müller verbunden."), ("de", "Guten Tag. Leider rufen Sie außerhalb unserer Sprechzeiten an."), ("de", "Der gewünschte Gesprächspartner ist zur Zeit nicht erreichbar."),
        ("pl", "Dodzwoniłeś się do poczty głosowej. Zostaw wiadomość po sygnale."), ("pl", "Abonent jest czasowo niedostępny. Prosimy spróbować później."),
        ("fr", "Bonjour, vous êtes bien sur le répondeur de Marie. Laissez un message après le bip."), ("fr", "Votre correspondant n'est pas disponible pour le moment."),
        ("es", "Este es el contestador automático de la familia García. Deje su mensaje."), ("es", "El número marcado no está disponible en este momento."), ("pt", "Ligou para a caixa de correio. Deixe a sua mensagem após o sinal."),
        ("en", "Hi, it's Bob, leave a message."), ("it", "Segreteria di Anna, lascia un messaggio."), ("de", "Anrufbeantworter Schmidt, bitte sprechen."),
    ];

    private static readonly (int Pace, string Variant)[] Voices = [(150, "m3"), (150, "f2"), (185, "m1"), (185, "f4")];

    private static bool IsWhole { get; } = Environment.GetEnvironmentVariable("CONTACTCENTER_GREETINGS") == "all";

    [Fact]
    public async Task Of_spoken_greetings_most_are_told_right()
    {
        var people = await CountAsync(People, isMachine: false);
        var machines = await CountAsync(Machines, isMachine: true);

        people.Wrong.ShouldBeLessThanOrEqualTo((people.Right + people.Wrong) / 8, "people taken for machines");
        machines.Right.ShouldBeGreaterThanOrEqualTo((machines.Right + machines.Wrong) * 3 / 4);
    }

    private async Task<(int Right, int Wrong)> CountAsync((string Language, string Text)[] texts, bool isMachine)
    {
        var (right, wrong, unsure) = (0, 0, 0);
        foreach (var (language, text) in texts)
        {
            // One voice each; all four of each by CONTACTCENTER_GREETINGS=all, to measure it.
            var which = right + wrong;
            foreach (var (pace, variant) in Voices.Where((_, i) => IsWhole || i == which % Voices.Length))
            {
                var verdict = await HearAsync(language, text, pace, variant, isMachine);
                var isRight = isMachine ? verdict.Who == Answerer.Machine : verdict.Who != Answerer.Machine;
                right += isRight ? 1 : 0;
                wrong += isRight ? 0 : 1;
                unsure += verdict.Who == Answerer.Unsure ? 1 : 0;
                if (!isRight)
                {
                    output.WriteLine($"{(isMachine ? "machine" : "person")} {language} {pace} {variant} \"{text}\": {verdict}");
                }
            }
        }

        output.WriteLine($"{(isMachine ? "machines" : "people")}: {right} right, {wrong} wrong, {unsure} unsure");
        return (right, wrong);
    }

    private static async Task<ScreeningVerdict> HearAsync(string language, string text, int pace, string variant, bool isMachine)
    {
        var voices = new VoicePromptsOptions { WordsPerMinute = pace, Voices = { [language] = $"{language}+{variant}" } };
        using var voice = new EspeakSynthesizer(Options.Create(voices), TimeProvider.System);
        var speech = await voice.SayAsync(text, language);
        var greeting = new Greeting(speech.SampleRate).Silence(450).Sound(speech.Samples.Span);
        _ = isMachine ? greeting.Silence(500).Tone(1_000, 400).Silence(3_000) : greeting.Silence(3_000);
        var detector = new AnswerDetector(new VoiceScreeningOptions(), speech.SampleRate);
        foreach (var frame in greeting.Samples.ToArray().Chunk(speech.SampleRate / 50))
        {
            detector.Hear(frame);
        }

        return detector.Verdict ?? new ScreeningVerdict(Answerer.Unsure, ScreeningReason.TimeOver, TimeSpan.Zero);
    }
}
