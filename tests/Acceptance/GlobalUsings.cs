global using Acceptance.Host;
global using Microsoft.Playwright;
global using static Microsoft.Playwright.Assertions;
