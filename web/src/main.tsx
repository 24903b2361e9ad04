import { render } from 'preact';
import './styles/index.css';
import { App } from './app/App';
import { startKeepAlive } from './auth/keep-alive';

startKeepAlive();
render(<App />, document.getElementById('app')!);
