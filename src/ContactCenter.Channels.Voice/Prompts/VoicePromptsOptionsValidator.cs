using ContactCenter.Sip.Audio;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Reports every fault of the options at once: key, value, remedy.</summary>
internal sealed class VoicePromptsOptionsValidator : IValidateOptions<VoicePromptsOptions>
{
    private const string Section = VoicePromptsOptions.Section;

    public ValidateOptionsResult Validate(string? name, VoicePromptsOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var (key, folder) in options.Folders)
        {
            if (!Directory.Exists(folder))
            {
                faults.AddError($"{Section}:Folders:{key} is '{folder}', which is no folder; make it, or remove the key.");
            }
        }

        foreach (var (queue, music) in options.Music)
        {
            if (!PromptNames.IsName(music))
            {
                faults.AddError($"{Section}:Music:{queue} is '{music}'; set it to the name of a recording in a folder 'music' without its .wav, or to none.");
            }
        }

        foreach (var (language, voice) in options.Voices)
        {
            if (!PromptNames.IsLanguage(language) || !EspeakVoices.IsName(voice))
            {
                faults.AddError($"{Section}:Voices:{language} is '{voice}'; set it for a language such as it or en-GB to a voice of espeak-ng --voices, such as it or en-gb+f3.");
            }
        }

        if (!CallProgressTones.Countries.Contains(options.ToneCountry, StringComparer.OrdinalIgnoreCase))
        {
            faults.AddError($"{Section}:ToneCountry is '{options.ToneCountry}'; set it to one of {string.Join(", ", CallProgressTones.Countries)}.");
        }

        if (string.IsNullOrWhiteSpace(options.EspeakPath))
        {
            faults.AddError($"{Section}:EspeakPath is empty; set it to espeak-ng or the path of that program.");
        }

        if (options.SpeechTimeout < TimeSpan.FromSeconds(1) || options.SpeechTimeout > TimeSpan.FromMinutes(1))
        {
            faults.AddError($"{Section}:SpeechTimeout is {options.SpeechTimeout:c}; set it to 00:00:01 to 00:01:00.");
        }

        Range(nameof(options.WordsPerMinute), options.WordsPerMinute, 80, 450, faults);
        Range(nameof(options.SpeechParallelism), options.SpeechParallelism, 1, 32, faults);
        Range(nameof(options.CacheMegabytes), options.CacheMegabytes, 1, 100_000, faults);
        Range(nameof(options.MemoryMegabytes), options.MemoryMegabytes, 1, 10_000, faults);
        return faults.Build();
    }

    private static void Range(string key, int value, int least, int most, ValidateOptionsResultBuilder faults)
    {
        if (value < least || value > most)
        {
            faults.AddError($"{Section}:{key} is {value}; set it to {least} to {most}.");
        }
    }
}
