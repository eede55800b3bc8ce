namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class VoiceCallsOptionsTests
{
    [Fact]
    public void The_defaults_and_the_ends_of_every_range_are_right()
    {
        Faults(new VoiceCallsOptions()).ShouldBeEmpty();
        Faults(new VoiceCallsOptions
        {
            KeyPause = TimeSpan.FromMilliseconds(500), Silence = TimeSpan.FromSeconds(1), AgentRing = TimeSpan.FromSeconds(5), DialRing = TimeSpan.FromSeconds(5), MaxLength = TimeSpan.FromMinutes(1),
            StopWithin = TimeSpan.Zero, CallbackKey = "*", PickUpCode = "", ParkingPlaces = 1, Language = "it", StopNotice = new string('x', 500),
        }).ShouldBeEmpty();
        Faults(new VoiceCallsOptions
        {
            KeyPause = TimeSpan.FromSeconds(30), Silence = TimeSpan.FromMinutes(2), AgentRing = TimeSpan.FromMinutes(2), DialRing = TimeSpan.FromMinutes(3), MaxLength = TimeSpan.FromHours(24),
            StopWithin = TimeSpan.FromMinutes(1), CallbackKey = "#", PickUpCode = "*1234567", ParkingPlaces = 100, Language = new string('x', 35),
        }).ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_is_named_with_its_value_and_the_remedy() => Faults(new VoiceCallsOptions
    {
        KeyPause = TimeSpan.FromMilliseconds(499),
        Silence = TimeSpan.FromSeconds(121),
        AgentRing = TimeSpan.FromSeconds(4),
        DialRing = TimeSpan.FromMinutes(4),
        MaxLength = TimeSpan.FromSeconds(59),
        StopWithin = TimeSpan.FromSeconds(-1),
        CallbackKey = "A",
        PickUpCode = "*72345678",
        ParkingPlaces = 101,
        Language = "",
        RecordingNotice = new string('x', 501),
        TooLateNotice = new string('x', 502),
        StopNotice = new string('x', 503),
        UnavailableNotice = new string('x', 504),
    }).ShouldBe(
    [
        "ContactCenter:Voice:Calls:KeyPause is 00:00:00.4990000; set it to 00:00:00.5000000 to 00:00:30.",
        "ContactCenter:Voice:Calls:Silence is 00:02:01; set it to 00:00:01 to 00:02:00.",
        "ContactCenter:Voice:Calls:AgentRing is 00:00:04; set it to 00:00:05 to 00:02:00.",
        "ContactCenter:Voice:Calls:DialRing is 00:04:00; set it to 00:00:05 to 00:03:00.",
        "ContactCenter:Voice:Calls:MaxLength is 00:00:59; set it to 00:01:00 to 1.00:00:00.",
        "ContactCenter:Voice:Calls:StopWithin is -00:00:01; set it to 00:00:00 to 00:01:00.",
        "ContactCenter:Voice:Calls:CallbackKey is 'A'; set it to one of 0123456789*#, or remove it.",
        "ContactCenter:Voice:Calls:PickUpCode is '*72345678'; set it to at most 8 keys of a telephone such as *7, or to nothing.",
        "ContactCenter:Voice:Calls:ParkingPlaces is 101; set it to 1 to 100.",
        "ContactCenter:Voice:Calls:Language is ''; set it to a language such as it or en-GB.",
        "ContactCenter:Voice:Calls:RecordingNotice has 501 characters; shorten it to 500.",
        "ContactCenter:Voice:Calls:TooLateNotice has 502 characters; shorten it to 500.",
        "ContactCenter:Voice:Calls:StopNotice has 503 characters; shorten it to 500.",
        "ContactCenter:Voice:Calls:UnavailableNotice has 504 characters; shorten it to 500.",
    ]);

    private static IReadOnlyList<string> Faults(VoiceCallsOptions options) => [.. new VoiceCallsOptionsValidator().Validate(null, options).Failures ?? []];
}
