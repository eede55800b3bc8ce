using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice;

/// <summary>Reports every fault of the options at once: key, value, remedy.</summary>
internal sealed class VoiceCallsOptionsValidator : IValidateOptions<VoiceCallsOptions>
{
    private const int MaxNotice = 500;

    public ValidateOptionsResult Validate(string? name, VoiceCallsOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Within(nameof(options.KeyPause), options.KeyPause, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
        Within(nameof(options.Silence), options.Silence, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Within(nameof(options.AgentRing), options.AgentRing, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
        Within(nameof(options.DialRing), options.DialRing, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(3));
        Within(nameof(options.MaxLength), options.MaxLength, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Within(nameof(options.StopWithin), options.StopWithin, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Within(nameof(options.ParkFor), options.ParkFor, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30));
        Within(nameof(options.MessageMax), options.MessageMax, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));
        Within(nameof(options.MessageSilence), options.MessageSilence, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        Screening(options.Screening);
        if (options.CallbackKey is { } key && (key.Length != 1 || !"0123456789*#".Contains(key, StringComparison.Ordinal)))
        {
            faults.AddError($"{VoiceCallsOptions.Section}:CallbackKey is '{key}'; set it to one of 0123456789*#, or remove it.");
        }

        if (options.PickUpCode.Any(static c => !"0123456789*#".Contains(c, StringComparison.Ordinal)) || options.PickUpCode.Length > 8)
        {
            faults.AddError($"{VoiceCallsOptions.Section}:PickUpCode is '{options.PickUpCode}'; set it to at most 8 keys of a telephone such as *7, or to nothing.");
        }

        if (options.ParkingPlaces is < 1 or > 100)
        {
            faults.AddError($"{VoiceCallsOptions.Section}:ParkingPlaces is {options.ParkingPlaces}; set it to 1 to 100.");
        }

        if (options.Language.Length is 0 or > 35)
        {
            faults.AddError($"{VoiceCallsOptions.Section}:Language is '{options.Language}'; set it to a language such as it or en-GB.");
        }

        Notice(nameof(options.RecordingNotice), options.RecordingNotice);
        Notice(nameof(options.TooLateNotice), options.TooLateNotice);
        Notice(nameof(options.StopNotice), options.StopNotice);
        Notice(nameof(options.UnavailableNotice), options.UnavailableNotice);
        return faults.Build();

        void Screening(VoiceScreeningOptions screening)
        {
            Within($"Screening:{nameof(screening.InitialSilence)}", screening.InitialSilence, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
            Within($"Screening:{nameof(screening.Greeting)}", screening.Greeting, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));
            Within($"Screening:{nameof(screening.AfterGreeting)}", screening.AfterGreeting, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3));
            Within($"Screening:{nameof(screening.Word)}", screening.Word, TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(1));
            Within($"Screening:{nameof(screening.BetweenWords)}", screening.BetweenWords, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));
            Within($"Screening:{nameof(screening.MaxAnalysis)}", screening.MaxAnalysis, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));
            Within($"Screening:{nameof(screening.MaxGreetingOfMachine)}", screening.MaxGreetingOfMachine, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
            if (screening.MaxWords is < 1 or > 20)
            {
                faults.AddError($"{VoiceCallsOptions.Section}:Screening:MaxWords is {screening.MaxWords}; set it to 1 to 20.");
            }

            if (screening.SilenceLevel is < 20 or > 5_000)
            {
                faults.AddError($"{VoiceCallsOptions.Section}:Screening:SilenceLevel is {screening.SilenceLevel}; set it to 20 to 5000.");
            }
        }

        void Within(string option, TimeSpan value, TimeSpan min, TimeSpan max)
        {
            if (value < min || value > max)
            {
                faults.AddError($"{VoiceCallsOptions.Section}:{option} is {value}; set it to {min} to {max}.");
            }
        }

        void Notice(string option, string? text)
        {
            if (text?.Length > MaxNotice)
            {
                faults.AddError($"{VoiceCallsOptions.Section}:{option} has {text.Length} characters; shorten it to {MaxNotice}.");
            }
        }
    }
}
