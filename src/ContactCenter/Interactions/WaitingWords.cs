using System.Globalization;

namespace ContactCenter.Interactions;

/// <summary>What those who wait are told of their place, in the languages the center speaks; English where it does not speak one.</summary>
internal static class WaitingWords
{
    /// <summary>That the customer is called back and need not wait.</summary>
    /// <param name="language">Two letters.</param>
    public static string Promise(string language) => language == "it"
        ? "La richiameremo noi appena sarà il Suo turno. Può riagganciare."
        : "We will call you back when it is your turn. You may hang up now.";

    /// <summary>What a caller is told who has left a message, or none.</summary>
    /// <param name="language">Two letters.</param>
    public static MessageWords Message(string language) => language == "it"
        ? new("Grazie, il Suo messaggio è stato registrato.", "Non abbiamo sentito nulla, quindi non è stato registrato alcun messaggio. Arrivederci.")
        : new("Thank you, your message has been recorded.", "We have heard nothing, so no message was recorded. Goodbye.");

    /// <summary>That a caller who waits may ask to be called back.</summary>
    /// <param name="language">Two letters.</param>
    /// <param name="key">By this key.</param>
    public static string Callback(string language, char key)
    {
        var named = (language, key) switch
        {
            ("it", '*') => "asterisco",
            ("it", '#') => "cancelletto",
            (_, '*') => "star",
            (_, '#') => "hash",
            _ => key.ToString(),
        };
        return language == "it"
            ? $"Per essere richiamato senza perdere il posto, prema {named}."
            : $"To be called back and keep your place, press {named}.";
    }

    /// <param name="language">Two letters.</param>
    /// <param name="position">1 is next; null: not told.</param>
    /// <param name="wait">How much longer it will take; null: not known.</param>
    /// <returns>One or two sentences; empty where there is nothing to say.</returns>
    public static string Say(string language, int? position, TimeSpan? wait)
    {
        var minutes = wait is { } expected ? (int)Math.Ceiling(expected.TotalMinutes) : (int?)null;
        string?[] sentences = language == "it"
            ? [
                position switch { null => null, 1 => "Il Suo è il prossimo contatto.", _ => string.Create(CultureInfo.InvariantCulture, $"Il Suo è il contatto numero {position} in attesa.") },
                minutes switch { null => null, <= 1 => "Ci vorrà circa un minuto.", _ => string.Create(CultureInfo.InvariantCulture, $"Ci vorranno circa {minutes} minuti.") },
            ]
            : [
                position switch { null => null, 1 => "You are next.", _ => string.Create(CultureInfo.InvariantCulture, $"You are number {position} in line.") },
                minutes switch { null => null, <= 1 => "It will take about a minute.", _ => string.Create(CultureInfo.InvariantCulture, $"It will take about {minutes} minutes.") },
            ];
        return string.Join(' ', sentences.OfType<string>());
    }
}
