using System.Globalization;
using System.Text;
using ContactCenter.Calls;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Speech by espeak-ng, a program that runs once for each text. The text goes in by stdin and never into an argument; what espeak-ng would take as commands in it is spoken or left out.</summary>
internal sealed class EspeakSynthesizer : ISpeechSynthesizer, ISpeechEngine, IDisposable
{
    public const string Remedy = "install espeak-ng (Debian: apt-get install espeak-ng), or set ContactCenter:Voice:Prompts:EspeakPath to where it is.";

    private const int MaxText = 10_000;

    private readonly VoicePromptsOptions _options;
    private readonly EspeakProgram _program;
    private readonly SemaphoreSlim _free;
    private volatile Engine? _engine;

    public EspeakSynthesizer(IOptions<VoicePromptsOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _program = new EspeakProgram(_options.EspeakPath, _options.SpeechTimeout, time);
        _free = new SemaphoreSlim(_options.SpeechParallelism);
    }

    public string? FindFault()
    {
        var path = _options.EspeakPath;
        var isThere = Path.IsPathRooted(path) || path.Contains(Path.DirectorySeparatorChar)
            ? File.Exists(path)
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Any(folder => File.Exists(Path.Combine(folder, path)) || File.Exists(Path.Combine(folder, path + ".exe")));
        return isThere ? null : $"{path} is not there, so no text can be spoken; {Remedy}";
    }

    public async ValueTask<string> IdentityAsync(string language, CancellationToken cancellationToken)
    {
        var (version, languages) = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{version} {EspeakVoices.Of(language, _options.Voices, languages)} {_options.WordsPerMinute}");
    }

    public async ValueTask<Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > MaxText)
        {
            throw new ArgumentException($"The text has {text.Length} characters; give 1 to {MaxText}.", nameof(text));
        }

        var (_, languages) = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var voice = EspeakVoices.Of(language, _options.Voices, languages)
            ?? throw new ChannelException($"'{language}' is no language; give a tag such as it or en-GB.") { Code = "speech-failed" };
        var wav = await RunAsync(["-v", voice, "-s", _options.WordsPerMinute.ToString(CultureInfo.InvariantCulture), "-b", "1", "--stdin", "--stdout"], Plain(text), cancellationToken).ConfigureAwait(false);
        try
        {
            var clip = WavFiles.Read(new MemoryStream(wav));
            return new Speech(clip.Samples, clip.SampleRate);
        }
        catch (InvalidDataException exception)
        {
            throw new ChannelException($"{_options.EspeakPath} answered no sound: {exception.Message}", exception) { Code = "speech-failed" };
        }
    }

    public void Dispose() => _free.Dispose();

    // Control characters and [[ begin commands of espeak-ng.
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            var letter = char.IsControl(character) ? ' ' : character;
            if (letter == '[' && plain.Length > 0 && plain[^1] == '[')
            {
                plain.Append(' ');
            }

            plain.Append(letter);
        }

        return plain.ToString();
    }

    private async ValueTask<Engine> EngineAsync(CancellationToken cancellationToken)
    {
        if (_engine is { } known)
        {
            return known;
        }

        var version = await RunAsync(["--version"], "", cancellationToken).ConfigureAwait(false);
        var voices = await RunAsync(["--voices"], "", cancellationToken).ConfigureAwait(false);
        var engine = new Engine(Encoding.UTF8.GetString(version).Split("  ")[0].Trim(), EspeakVoices.Languages(Encoding.UTF8.GetString(voices)));
        _engine = engine;
        return engine;
    }

    private async Task<byte[]> RunAsync(string[] arguments, string input, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _program.RunAsync(arguments, input, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    private sealed record Engine(string Version, HashSet<string> Languages);
}
