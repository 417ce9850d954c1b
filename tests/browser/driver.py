#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# driver.py: a headless Chromium, driven by chromedriver over the WebDriver protocol; the standard library only.
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'


def tools():
    """(chromium, chromedriver), or None where one is not installed."""
    chromium = os.environ.get('CHROMIUM') or shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
    driver = os.environ.get('CHROMEDRIVER') or shutil.which('chromedriver')
    return (chromium, driver) if chromium and driver else None


class Browser:
    """One window. Every call waits for its answer; a failed one raises."""

    def __init__(self, dark=False, downloads=None):
        chromium, driver = tools()
        self.profile = tempfile.mkdtemp(prefix='review-browser-')
        log = open(os.path.join(self.profile, 'driver.log'), 'wb')
        self.process = subprocess.Popen([driver, '--port=0'], stdout=subprocess.PIPE, stderr=log)
        self.base = None
        for line in self.process.stdout:
            if b'successfully on port' in line:
                port = line.split(b'port')[1].strip().rstrip(b'.').decode()
                self.base = f'http://127.0.0.1:{port}'
                break
        if not self.base:
            raise RuntimeError('chromedriver did not start')
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        arguments = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                     '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--window-size=1280,1000',
                     '--user-data-dir=' + os.path.join(self.profile, 'data')]
        if dark:
            arguments.append('--blink-settings=preferredColorScheme=0')
        options = {'binary': chromium, 'args': arguments, 'prefs': {'download.default_directory': downloads or self.profile}}
        answer = self.call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'}}}})
        self.session = '/session/' + answer['sessionId']

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method, headers={'Content-Type': 'application/json'})
        try:
            with self.opener.open(request, timeout=120) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)['value']['message'].split('\n')[0]) from None

    def open(self, path):
        self.call('POST', self.session + '/url', {'url': 'file://' + os.path.abspath(path)})

    def run(self, script, *arguments):
        """The script's return value, as JSON."""
        return self.call('POST', self.session + '/execute/sync', {'script': script, 'args': list(arguments)})

    def press(self, *keys):
        """Types into whatever has the focus."""
        actions = [{'type': kind, 'value': key} for key in keys for kind in ('keyDown', 'keyUp')]
        self.call('POST', self.session + '/actions', {'actions': [{'type': 'key', 'id': 'keyboard', 'actions': actions}]})

    def find(self, selector):
        return self.call('POST', self.session + '/element', {'using': 'css selector', 'value': selector})[ELEMENT]

    def click(self, selector):
        self.call('POST', f'{self.session}/element/{self.find(selector)}/click', {})

    def type_into(self, selector, text):
        self.call('POST', f'{self.session}/element/{self.find(selector)}/value', {'text': text})

    def log(self, kind='browser'):
        return self.call('POST', self.session + '/se/log', {'type': kind})

    def size(self, width, height):
        self.call('POST', self.session + '/window/rect', {'width': width, 'height': height})

    def screenshot(self, path):
        import base64
        with open(path, 'wb') as f:
            f.write(base64.b64decode(self.call('GET', self.session + '/screenshot')))

    def print(self):
        import base64
        return base64.b64decode(self.call('POST', self.session + '/print', {}))

    def wait(self, script, *arguments, seconds=10):
        """Waits until the script returns something true, and gives it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            got = self.run(script, *arguments)
            if got:
                return got
            time.sleep(0.05)
        return None

    def close(self):
        try:
            self.call('DELETE', self.session)
        finally:
            self.process.terminate()
            self.process.wait()
            shutil.rmtree(self.profile, ignore_errors=True)


if __name__ == '__main__':
    print(tools() or 'no Chromium here', file=sys.stderr)
